ALTER TABLE "device_member" ADD COLUMN "account_epoch" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "totp" ADD COLUMN "begun_by" uuid;