CREATE TABLE "device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"label" text NOT NULL,
	"key_hash" text NOT NULL,
	"enrolled_by" text NOT NULL,
	"enrolled_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "device_keyHash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "device_member" (
	"device_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"full_sign_in_at" timestamp (3) with time zone NOT NULL,
	"pin_tries" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "device_member_device_id_account_id_pk" PRIMARY KEY("device_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "one_time_code" (
	"account_id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"issued_by" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "passkey_challenge" (
	"challenge" text PRIMARY KEY NOT NULL,
	"account_id" text,
	"purpose" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "purpose_is_known" CHECK ("passkey_challenge"."purpose" in ('register', 'sign_in', 'step_up'))
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"account_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_code_account_id_code_hash_pk" PRIMARY KEY("account_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "staff_session" (
	"id" text PRIMARY KEY NOT NULL,
	"public_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"device_id" uuid,
	"account_epoch" integer NOT NULL,
	"level" text NOT NULL,
	"browser" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_active_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"fresh_until" timestamp (3) with time zone,
	CONSTRAINT "staff_session_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "session_level_is_known" CHECK ("staff_session"."level" in ('password', 'locked', 'pin', 'full'))
);
--> statement-breakpoint
CREATE TABLE "totp" (
	"account_id" text PRIMARY KEY NOT NULL,
	"secret" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "administrative_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"site_id" text,
	"what" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"takes_back" uuid,
	CONSTRAINT "administrative_change_takesBack_unique" UNIQUE("takes_back"),
	CONSTRAINT "subject_is_known" CHECK ("administrative_change"."subject" in ('account', 'device', 'display', 'site'))
);
--> statement-breakpoint
CREATE TABLE "display_token_used" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"display_id" uuid NOT NULL,
	"used_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_version" (
	"version" integer PRIMARY KEY NOT NULL,
	"mark" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "pin_hash" text;--> statement-breakpoint
ALTER TABLE "display" ADD COLUMN "revoked_because" text;--> statement-breakpoint
ALTER TABLE "display" ADD COLUMN "acknowledged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_enrolled_by_account_id_fk" FOREIGN KEY ("enrolled_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_member" ADD CONSTRAINT "device_member_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_member" ADD CONSTRAINT "device_member_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_code" ADD CONSTRAINT "one_time_code_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey_challenge" ADD CONSTRAINT "passkey_challenge_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp" ADD CONSTRAINT "totp_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_token_used" ADD CONSTRAINT "display_token_used_display_id_display_id_fk" FOREIGN KEY ("display_id") REFERENCES "public"."display"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_site_id_index" ON "device" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "passkey_account_id_index" ON "passkey" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "passkey_challenge_expires_at_index" ON "passkey_challenge" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "staff_session_account_id_index" ON "staff_session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "staff_session_device_id_index" ON "staff_session" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "staff_session_ends_at_index" ON "staff_session" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "changes_of_a_subject" ON "administrative_change" USING btree ("subject","subject_id","at");--> statement-breakpoint
CREATE INDEX "changes_of_a_site" ON "administrative_change" USING btree ("site_id","at");--> statement-breakpoint
CREATE INDEX "display_token_used_display_id_index" ON "display_token_used" USING btree ("display_id");--> statement-breakpoint
ALTER TABLE "display" ADD CONSTRAINT "cause_is_known" CHECK ("display"."revoked_because" in ('by_hand', 'token_reused'));