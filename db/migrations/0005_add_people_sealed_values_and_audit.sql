CREATE TABLE "access_chain" (
	"chain" text PRIMARY KEY NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"hash" text
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"chain" text NOT NULL,
	"position" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text,
	"kind" text NOT NULL,
	"visit_id" uuid,
	"person_id" uuid,
	"purpose" text,
	"details" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "access_log_chain_position_pk" PRIMARY KEY("chain","position"),
	CONSTRAINT "purpose_is_known" CHECK ("access_log"."purpose" in ('care', 'teaching', 'reflective_practice', 'support'))
);
--> statement-breakpoint
CREATE TABLE "access_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" date NOT NULL,
	"chain" text NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	"signed_by" text NOT NULL,
	"findings" jsonb NOT NULL,
	"remark" "bytea",
	CONSTRAINT "signed_once" UNIQUE("month","chain")
);
--> statement-breakpoint
CREATE TABLE "broken_glass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"site_id" text NOT NULL,
	"visit_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"words" "bytea",
	"reviewed_at" timestamp (3) with time zone,
	"reviewed_by" text,
	"verdict" text,
	CONSTRAINT "verdict_is_known" CHECK ("broken_glass"."verdict" in ('justified', 'not_justified'))
);
--> statement-breakpoint
CREATE TABLE "disclosure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"site_id" text NOT NULL,
	"person_id" uuid,
	"visit_id" uuid,
	"information" text[] NOT NULL,
	"recipient" text NOT NULL,
	"purpose" text NOT NULL,
	"justification" "bytea"
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"amends" uuid,
	"content" "bytea" NOT NULL,
	CONSTRAINT "incident_amends_unique" UNIQUE("amends")
);
--> statement-breakpoint
CREATE TABLE "memory_code" (
	"person_id" uuid NOT NULL,
	"left_out" smallint NOT NULL,
	"index" text NOT NULL,
	CONSTRAINT "memory_code_person_id_left_out_pk" PRIMARY KEY("person_id","left_out")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"known_elsewhere" boolean DEFAULT false NOT NULL,
	"merged_into" uuid
);
--> statement-breakpoint
CREATE TABLE "person_at_site" (
	"person_id" uuid NOT NULL,
	"site_id" text NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "person_at_site_person_id_site_id_pk" PRIMARY KEY("person_id","site_id")
);
--> statement-breakpoint
CREATE TABLE "person_merge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_id" uuid NOT NULL,
	"into_id" uuid NOT NULL,
	"site_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" text
);
--> statement-breakpoint
CREATE TABLE "person_personal" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"alias" "bytea",
	"alias_index" text,
	"word_index" text,
	"card_index" text,
	"contact" "bytea",
	"legal_name" "bytea",
	"health_number" "bytea",
	"health_number_index" text,
	"salt" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_rectification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"field" text NOT NULL,
	"former" "bytea",
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "restriction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"visit_id" uuid,
	"account_id" text NOT NULL,
	"site_id" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" text NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" text,
	CONSTRAINT "about_a_person_or_a_visit" CHECK (num_nonnulls("restriction"."person_id", "restriction"."visit_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "network_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"health_number" boolean DEFAULT false NOT NULL,
	"memory_code" boolean DEFAULT false NOT NULL,
	CONSTRAINT "one_row" CHECK ("network_settings"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "notice_text" (
	"version" smallint NOT NULL,
	"lang" text NOT NULL,
	"since" date NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "notice_text_version_lang_pk" PRIMARY KEY("version","lang")
);
--> statement-breakpoint
CREATE TABLE "retention" (
	"category" text PRIMARY KEY NOT NULL,
	"amount" smallint NOT NULL,
	"unit" text NOT NULL,
	CONSTRAINT "amount_is_positive" CHECK ("retention"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "retention_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "administrative_change" DROP CONSTRAINT "subject_is_known";--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "trained_on" date;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "health_card" text DEFAULT 'not_asked' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "notice_version" smallint;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "notice_language" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "notice_way" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "follow_up_by" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "follow_up_on" date;--> statement-breakpoint
ALTER TABLE "visit_personal" ADD COLUMN "alias_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "visit_personal" ADD COLUMN "note_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "visit_personal" ADD COLUMN "contact_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "access_review" ADD CONSTRAINT "access_review_signed_by_account_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_by_account_id_fk" FOREIGN KEY ("by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_reviewed_by_account_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure" ADD CONSTRAINT "disclosure_by_account_id_fk" FOREIGN KEY ("by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_recorded_by_account_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_code" ADD CONSTRAINT "memory_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_merged_into_person_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_at_site" ADD CONSTRAINT "person_at_site_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_at_site" ADD CONSTRAINT "person_at_site_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_by_account_id_fk" FOREIGN KEY ("by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_undone_by_account_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_personal" ADD CONSTRAINT "person_personal_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_rectification" ADD CONSTRAINT "person_rectification_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_rectification" ADD CONSTRAINT "person_rectification_by_account_id_fk" FOREIGN KEY ("by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_set_by_account_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_lifted_by_account_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accesses_to_a_visit" ON "access_log" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "accesses_to_a_person" ON "access_log" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "accesses_by_time" ON "access_log" USING btree ("chain","at");--> statement-breakpoint
CREATE INDEX "glass_by_visit" ON "broken_glass" USING btree ("visit_id","by");--> statement-breakpoint
CREATE INDEX "disclosures_of_a_person" ON "disclosure" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "people_by_memory_code" ON "memory_code" USING btree ("index");--> statement-breakpoint
CREATE INDEX "people_of_a_site" ON "person_at_site" USING btree ("site_id","last_seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "merged_once" ON "person_merge" USING btree ("from_id") WHERE "person_merge"."undone_at" is null;--> statement-breakpoint
CREATE INDEX "people_by_alias" ON "person_personal" USING btree ("alias_index");--> statement-breakpoint
CREATE UNIQUE INDEX "people_by_card" ON "person_personal" USING btree ("card_index");--> statement-breakpoint
CREATE INDEX "people_by_health_number" ON "person_personal" USING btree ("health_number_index");--> statement-breakpoint
CREATE INDEX "rectifications_of_a_person" ON "person_rectification" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "restricted_once_per_person" ON "restriction" USING btree ("person_id","account_id") WHERE "restriction"."lifted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "restricted_once_per_visit" ON "restriction" USING btree ("visit_id","account_id") WHERE "restriction"."lifted_at" is null;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visits_of_a_person" ON "visit" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_active_visit_per_person_and_site" ON "visit" USING btree ("site_id","person_id") WHERE not "visit"."finished" and "visit"."person_id" is not null;--> statement-breakpoint
ALTER TABLE "administrative_change" ADD CONSTRAINT "subject_is_known" CHECK ("administrative_change"."subject" in ('account', 'device', 'display', 'site', 'network'));--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "health_card_is_known" CHECK ("visit"."health_card" in ('yes', 'no', 'lost', 'expired', 'other_province', 'pfsi', 'unknown', 'declined', 'not_asked'));