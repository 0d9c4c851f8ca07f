CREATE TABLE "noun_text" (
	"noun" text NOT NULL,
	"lang" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "noun_text_noun_lang_pk" PRIMARY KEY("noun","lang")
);
--> statement-breakpoint
CREATE TABLE "question" (
	"id" text PRIMARY KEY NOT NULL,
	"field" text,
	"stage" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "stage_is_known" CHECK ("question"."stage" in ('intake', 'later', 'after'))
);
--> statement-breakpoint
CREATE TABLE "question_option" (
	"question_id" text NOT NULL,
	"version" smallint NOT NULL,
	"value" text NOT NULL,
	"position" smallint NOT NULL,
	"pictogram" text,
	CONSTRAINT "question_option_question_id_version_value_pk" PRIMARY KEY("question_id","version","value")
);
--> statement-breakpoint
CREATE TABLE "question_option_text" (
	"question_id" text NOT NULL,
	"version" smallint NOT NULL,
	"value" text NOT NULL,
	"lang" text NOT NULL,
	"label" text NOT NULL,
	CONSTRAINT "question_option_text_question_id_version_value_lang_pk" PRIMARY KEY("question_id","version","value","lang")
);
--> statement-breakpoint
CREATE TABLE "question_text" (
	"question_id" text NOT NULL,
	"version" smallint NOT NULL,
	"lang" text NOT NULL,
	"tu" text,
	"vous" text NOT NULL,
	"help" text,
	CONSTRAINT "question_text_question_id_version_lang_pk" PRIMARY KEY("question_id","version","lang")
);
--> statement-breakpoint
CREATE TABLE "question_version" (
	"question_id" text NOT NULL,
	"version" smallint NOT NULL,
	"many" boolean DEFAULT false NOT NULL,
	"alone" boolean DEFAULT true NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "question_version_question_id_version_pk" PRIMARY KEY("question_id","version")
);
--> statement-breakpoint
CREATE TABLE "visit_answer" (
	"visit_id" uuid NOT NULL,
	"question_id" text NOT NULL,
	"version" smallint NOT NULL,
	"status" text NOT NULL,
	"values" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "visit_answer_visit_id_question_id_pk" PRIMARY KEY("visit_id","question_id"),
	CONSTRAINT "answer_is_known" CHECK ("visit_answer"."status" in ('answered', 'declined', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "whereabouts" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"room_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "emergency_card" (
	"site_id" text PRIMARY KEY NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"naloxone" text DEFAULT '' NOT NULL,
	"defibrillator" text DEFAULT '' NOT NULL,
	"on_call" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "helpline" (
	"id" text PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "helpline_text" (
	"line_id" text NOT NULL,
	"lang" text NOT NULL,
	"name" text NOT NULL,
	"note" text,
	CONSTRAINT "helpline_text_line_id_lang_pk" PRIMARY KEY("line_id","lang")
);
--> statement-breakpoint
CREATE TABLE "quick_look" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"block_id" uuid NOT NULL,
	"visit_id" uuid,
	"signs" text[] NOT NULL,
	"room_id" text,
	"words_sealed" "bytea",
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"acknowledged_by" text,
	"acknowledged_at" timestamp (3) with time zone,
	"closed_by" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "acknowledged_by_somebody" CHECK (("quick_look"."acknowledged_at" is null) = ("quick_look"."acknowledged_by" is null)),
	CONSTRAINT "closed_by_somebody" CHECK (("quick_look"."closed_at" is null) = ("quick_look"."closed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "quick_look_told" (
	"look_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quick_look_told_look_id_account_id_pk" PRIMARY KEY("look_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "red_flag" (
	"id" text PRIMARY KEY NOT NULL,
	"pictogram" text NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "red_flag_text" (
	"flag_id" text NOT NULL,
	"lang" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "red_flag_text_flag_id_lang_pk" PRIMARY KEY("flag_id","lang")
);
--> statement-breakpoint
CREATE TABLE "block_tally" (
	"block_id" uuid NOT NULL,
	"kind_id" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "block_tally_block_id_kind_id_pk" PRIMARY KEY("block_id","kind_id"),
	CONSTRAINT "count_is_not_negative" CHECK ("block_tally"."count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "tally_kind" (
	"id" text PRIMARY KEY NOT NULL,
	"pictogram" text NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tally_kind_text" (
	"kind_id" text NOT NULL,
	"lang" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "tally_kind_text_kind_id_lang_pk" PRIMARY KEY("kind_id","lang")
);
--> statement-breakpoint
ALTER TABLE "staff_session" DROP CONSTRAINT "session_level_is_known";--> statement-breakpoint
ALTER TABLE "site" ADD COLUMN "recheck_minutes" smallint DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "site" ADD COLUMN "recheck_sooner_minutes" smallint DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "site" ADD COLUMN "practice" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "network_settings" ADD COLUMN "inclusive_style" text DEFAULT 'neutral' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "party_mode" text DEFAULT 'together' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "subject" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "animal_species" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "animal_temper" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "with_visit_id" uuid;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "pressing" text DEFAULT 'not_asked' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "quiet_corner" text DEFAULT 'not_asked' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "dim_light" text DEFAULT 'not_asked' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "interpreter_language" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "interpreter_mode" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "interpreter_gender" text;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "interpreter_no_relative" boolean;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "interpreter_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "interpreter_confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "checked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "question_option" ADD CONSTRAINT "option_of_a_version" FOREIGN KEY ("question_id","version") REFERENCES "public"."question_version"("question_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_option_text" ADD CONSTRAINT "text_of_an_option" FOREIGN KEY ("question_id","version","value") REFERENCES "public"."question_option"("question_id","version","value") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_text" ADD CONSTRAINT "text_of_a_version" FOREIGN KEY ("question_id","version") REFERENCES "public"."question_version"("question_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_version" ADD CONSTRAINT "question_version_question_id_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_answer" ADD CONSTRAINT "visit_answer_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_answer" ADD CONSTRAINT "answer_to_a_version" FOREIGN KEY ("question_id","version") REFERENCES "public"."question_version"("question_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whereabouts" ADD CONSTRAINT "whereabouts_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_card" ADD CONSTRAINT "emergency_card_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "helpline_text" ADD CONSTRAINT "helpline_text_line_id_helpline_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."helpline"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_look" ADD CONSTRAINT "quick_look_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_look" ADD CONSTRAINT "quick_look_block_id_block_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."block"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_look" ADD CONSTRAINT "quick_look_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_look_told" ADD CONSTRAINT "quick_look_told_look_id_quick_look_id_fk" FOREIGN KEY ("look_id") REFERENCES "public"."quick_look"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_look_told" ADD CONSTRAINT "quick_look_told_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "red_flag_text" ADD CONSTRAINT "red_flag_text_flag_id_red_flag_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."red_flag"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_tally" ADD CONSTRAINT "block_tally_block_id_block_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."block"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_tally" ADD CONSTRAINT "block_tally_kind_id_tally_kind_id_fk" FOREIGN KEY ("kind_id") REFERENCES "public"."tally_kind"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tally_kind_text" ADD CONSTRAINT "tally_kind_text_kind_id_tally_kind_id_fk" FOREIGN KEY ("kind_id") REFERENCES "public"."tally_kind"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "looks_of_a_block" ON "quick_look" USING btree ("block_id");--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "session_level_is_known" CHECK ("staff_session"."level" in ('password', 'locked', 'alone', 'pin', 'full'));--> statement-breakpoint
ALTER TABLE "network_settings" ADD CONSTRAINT "inclusive_style_is_known" CHECK ("network_settings"."inclusive_style" in ('neutral', 'parentheses', 'dot'));--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "party_mode_is_known" CHECK ("visit"."party_mode" in ('together', 'one_after_other'));--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "subject_is_known" CHECK ("visit"."subject" in ('person', 'animal'));--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "animal_has_a_human" CHECK ("visit"."subject" <> 'animal' or "visit"."with_visit_id" is not null);