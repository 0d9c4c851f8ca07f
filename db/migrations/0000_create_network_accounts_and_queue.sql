CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "account_username_unique" UNIQUE("username"),
	CONSTRAINT "role_is_known" CHECK ("account"."role" in ('peer_helper', 'host_worker', 'clinician', 'trainee', 'coordinator', 'evaluator', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "account_service" (
	"account_id" text NOT NULL,
	"site_id" text NOT NULL,
	"service_id" text NOT NULL,
	CONSTRAINT "account_service_account_id_site_id_service_id_pk" PRIMARY KEY("account_id","site_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "account_site" (
	"account_id" text NOT NULL,
	"site_id" text NOT NULL,
	"may_set_level" boolean DEFAULT false NOT NULL,
	CONSTRAINT "account_site_account_id_site_id_pk" PRIMARY KEY("account_id","site_id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "network_load" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reason" (
	"id" text PRIMARY KEY NOT NULL,
	"pictogram" text NOT NULL,
	"private" boolean DEFAULT false NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reason_text" (
	"reason_id" text NOT NULL,
	"lang" text NOT NULL,
	"name" text NOT NULL,
	"short" text NOT NULL,
	CONSTRAINT "reason_text_reason_id_lang_pk" PRIMARY KEY("reason_id","lang")
);
--> statement-breakpoint
CREATE TABLE "room" (
	"site_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "room_site_id_id_pk" PRIMARY KEY("site_id","id"),
	CONSTRAINT "room_siteId_name_unique" UNIQUE("site_id","name")
);
--> statement-breakpoint
CREATE TABLE "route_step" (
	"reason_id" text NOT NULL,
	"position" smallint NOT NULL,
	"service_id" text NOT NULL,
	CONSTRAINT "route_step_reason_id_position_pk" PRIMARY KEY("reason_id","position"),
	CONSTRAINT "route_step_reasonId_serviceId_unique" UNIQUE("reason_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" text PRIMARY KEY NOT NULL,
	"minutes" smallint NOT NULL,
	"pictogram" text NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_text" (
	"service_id" text NOT NULL,
	"lang" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "service_text_service_id_lang_pk" PRIMARY KEY("service_id","lang")
);
--> statement-breakpoint
CREATE TABLE "site" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"audience" text NOT NULL,
	"timezone" text NOT NULL,
	"grace_minutes" smallint DEFAULT 30 NOT NULL,
	"address_form" text DEFAULT 'vous' NOT NULL,
	"animals_allowed" boolean DEFAULT false NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_noun" (
	"site_id" text NOT NULL,
	"noun" text NOT NULL,
	"pictogram" text NOT NULL,
	CONSTRAINT "site_noun_site_id_noun_pk" PRIMARY KEY("site_id","noun")
);
--> statement-breakpoint
CREATE TABLE "site_service" (
	"site_id" text NOT NULL,
	"service_id" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	CONSTRAINT "site_service_site_id_service_id_pk" PRIMARY KEY("site_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "weekly_block" (
	"site_id" text NOT NULL,
	"weekday" smallint NOT NULL,
	"starts_at" time(0) NOT NULL,
	"ends_at" time(0) NOT NULL,
	CONSTRAINT "weekly_block_site_id_weekday_starts_at_pk" PRIMARY KEY("site_id","weekday","starts_at"),
	CONSTRAINT "weekday_is_iso" CHECK ("weekly_block"."weekday" between 1 and 7),
	CONSTRAINT "ends_after_start" CHECK ("weekly_block"."ends_at" > "weekly_block"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "block" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"local_day" date NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "block_service" (
	"block_id" uuid NOT NULL,
	"service_id" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	CONSTRAINT "block_service_block_id_service_id_pk" PRIMARY KEY("block_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "command" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"actor" text NOT NULL,
	"verb" text NOT NULL,
	"target" text NOT NULL,
	"body_salt" text NOT NULL,
	"body_hmac" text NOT NULL,
	"status" smallint NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "display" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"label" text NOT NULL,
	"token_hash" text NOT NULL,
	"approved_by" text NOT NULL,
	"approved_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "display_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "display_pairing" (
	"user_code" text PRIMARY KEY NOT NULL,
	"device_code_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"site_id" text,
	"label" text,
	"approved_by" text,
	CONSTRAINT "display_pairing_deviceCodeHash_unique" UNIQUE("device_code_hash")
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"service_id" text NOT NULL,
	"status" text NOT NULL,
	"level" text NOT NULL,
	"level_cause" text,
	"level_by" text,
	"level_at" timestamp (3) with time zone,
	"called_by" text,
	"called_at" timestamp (3) with time zone,
	"call_count" smallint NOT NULL,
	"room_id" text,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_cause" text,
	CONSTRAINT "status_is_known" CHECK ("entry"."status" in ('waiting', 'called', 'in_service', 'done', 'rerouted', 'deferred', 'redirected', 'cancelled')),
	CONSTRAINT "level_is_known" CHECK ("entry"."level" in ('now', 'sooner_today', 'arrival_order')),
	CONSTRAINT "somebody_has_an_active_entry" CHECK (("entry"."status" in ('called', 'in_service')) <= ("entry"."called_by" is not null and "entry"."called_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "event" (
	"site_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"seq" bigint NOT NULL,
	"ordinal" smallint NOT NULL,
	"command_id" uuid NOT NULL,
	"type" text NOT NULL,
	"visit_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "event_site_id_epoch_seq_ordinal_pk" PRIMARY KEY("site_id","epoch","seq","ordinal")
);
--> statement-breakpoint
CREATE TABLE "site_head" (
	"site_id" text PRIMARY KEY NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"chain_head" text,
	"last_at" timestamp (3) with time zone DEFAULT 'epoch' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"block_id" uuid NOT NULL,
	"local_day" date NOT NULL,
	"word" text NOT NULL,
	"arrived_at" timestamp (3) with time zone NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"backdated" boolean NOT NULL,
	"presence" text NOT NULL,
	"presence_at" timestamp (3) with time zone NOT NULL,
	"returned_in_grace" boolean NOT NULL,
	"call_by" text NOT NULL,
	"language" text,
	"peer_wanted" text NOT NULL,
	"trainee_accepted" text NOT NULL,
	"party_id" uuid,
	"reasons" text[] NOT NULL,
	"finished" boolean NOT NULL,
	"last_step" jsonb,
	CONSTRAINT "presence_is_known" CHECK ("visit"."presence" in ('here', 'stepped_out', 'absent', 'left')),
	CONSTRAINT "call_by_is_known" CHECK ("visit"."call_by" in ('word', 'alias_aloud', 'discreet', 'text'))
);
--> statement-breakpoint
CREATE TABLE "visit_personal" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"alias" text,
	"note" text,
	"contact" text,
	"salt" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_service" ADD CONSTRAINT "account_service_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_service" ADD CONSTRAINT "account_service_account_id_site_id_account_site_account_id_site_id_fk" FOREIGN KEY ("account_id","site_id") REFERENCES "public"."account_site"("account_id","site_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_site" ADD CONSTRAINT "account_site_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_site" ADD CONSTRAINT "account_site_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reason_text" ADD CONSTRAINT "reason_text_reason_id_reason_id_fk" FOREIGN KEY ("reason_id") REFERENCES "public"."reason"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "route_step" ADD CONSTRAINT "route_step_reason_id_reason_id_fk" FOREIGN KEY ("reason_id") REFERENCES "public"."reason"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "route_step" ADD CONSTRAINT "route_step_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_text" ADD CONSTRAINT "service_text_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_noun" ADD CONSTRAINT "site_noun_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_service" ADD CONSTRAINT "site_service_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_service" ADD CONSTRAINT "site_service_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_block" ADD CONSTRAINT "weekly_block_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block" ADD CONSTRAINT "block_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_service" ADD CONSTRAINT "block_service_block_id_block_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."block"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block_service" ADD CONSTRAINT "block_service_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "command" ADD CONSTRAINT "command_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display" ADD CONSTRAINT "display_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_pairing" ADD CONSTRAINT "display_pairing_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_head" ADD CONSTRAINT "site_head_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_block_id_block_id_fk" FOREIGN KEY ("block_id") REFERENCES "public"."block"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_personal" ADD CONSTRAINT "visit_personal_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_user_id_index" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_unclosed_block_per_site" ON "block" USING btree ("site_id") WHERE "block"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "commands_by_age" ON "command" USING btree ("at");--> statement-breakpoint
CREATE INDEX "display_site_id_index" ON "display" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "display_pairing_expires_at_index" ON "display_pairing" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_active_entry_per_visit" ON "entry" USING btree ("visit_id") WHERE "entry"."status" in ('called', 'in_service');--> statement-breakpoint
CREATE INDEX "entries_of_a_visit" ON "entry" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "events_of_a_visit" ON "event" USING btree ("visit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "word_once_per_site_and_day" ON "visit" USING btree ("site_id","local_day","word");--> statement-breakpoint
CREATE INDEX "visit_words_of_a_day" ON "visit" USING btree ("site_id","registered_at");--> statement-breakpoint
CREATE INDEX "unfinished_visits" ON "visit" USING btree ("block_id") WHERE not "visit"."finished";--> statement-breakpoint
CREATE INDEX "visits_of_a_block" ON "visit" USING btree ("block_id");