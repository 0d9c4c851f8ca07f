CREATE TABLE "block_debrief" (
	"block_id" uuid PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"note" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "welcome_arrangement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"site_id" text NOT NULL,
	"reason" text NOT NULL,
	"words" "bytea" NOT NULL,
	"person_informed" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" date NOT NULL,
	"by" text NOT NULL,
	"reviewed_at" timestamp (3) with time zone,
	"reviewed_by" text,
	CONSTRAINT "thirty_days_at_most" CHECK ("welcome_arrangement"."until" <= ("welcome_arrangement"."since" at time zone 'UTC')::date + 31)
);
--> statement-breakpoint
ALTER TABLE "block_debrief" ADD CONSTRAINT "block_debrief_block_id_block_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."block"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_debrief" ADD CONSTRAINT "block_debrief_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_debrief" ADD CONSTRAINT "block_debrief_by_account_id_fk" FOREIGN KEY ("by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "welcome_arrangement" ADD CONSTRAINT "welcome_arrangement_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "welcome_arrangement" ADD CONSTRAINT "welcome_arrangement_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "welcome_arrangement" ADD CONSTRAINT "welcome_arrangement_by_account_id_fk" FOREIGN KEY ("by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "welcome_arrangement" ADD CONSTRAINT "welcome_arrangement_reviewed_by_account_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "arrangements_of_a_person" ON "welcome_arrangement" USING btree ("person_id");