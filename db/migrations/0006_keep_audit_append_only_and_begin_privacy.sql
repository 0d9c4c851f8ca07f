-- A person's key and those of everybody merged with them, each with the key at the end of the line.
CREATE FUNCTION "person_family"(keys uuid[]) RETURNS TABLE (id uuid, root_id uuid) LANGUAGE sql STABLE AS $$
	WITH RECURSIVE up AS (
		SELECT p.id, p.merged_into FROM person p WHERE p.id = ANY (keys)
		UNION SELECT p.id, p.merged_into FROM person p JOIN up ON p.id = up.merged_into
	), down AS (
		SELECT up.id, up.id AS root_id FROM up WHERE up.merged_into IS NULL
		UNION SELECT p.id, down.root_id FROM person p JOIN down ON p.merged_into = down.id
	) SELECT down.id, down.root_id FROM down
$$;--> statement-breakpoint
CREATE INDEX "people_merged_into" ON "person" USING btree ("merged_into") WHERE "merged_into" IS NOT NULL;--> statement-breakpoint
-- Who looked at what, who received what, what was reviewed and what went wrong is append-only, like what happened.
CREATE FUNCTION "refuse_change_of_record"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$;--> statement-breakpoint
CREATE TRIGGER "access_log_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "access_log"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();--> statement-breakpoint
CREATE TRIGGER "disclosure_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "disclosure"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();--> statement-breakpoint
CREATE TRIGGER "access_review_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "access_review"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();--> statement-breakpoint
CREATE TRIGGER "incident_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "incident"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();--> statement-breakpoint
CREATE TRIGGER "retention_run_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "retention_run"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();--> statement-breakpoint
-- A broken glass is reviewed later, never removed.
CREATE TRIGGER "broken_glass_stays" BEFORE DELETE OR TRUNCATE ON "broken_glass"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();--> statement-breakpoint
-- Nothing is written in clear from here on; what an older version wrote is sealed at the first start.
ALTER TABLE "visit_personal" ADD CONSTRAINT "nothing_in_clear"
	CHECK (num_nonnulls("alias", "note", "contact") = 0) NOT VALID;--> statement-breakpoint
-- Whoever works here now has a year to be trained again; a new account has none until somebody records it.
UPDATE "account" SET "trained_on" = current_date;--> statement-breakpoint
INSERT INTO "network_settings" ("id") VALUES (1);--> statement-breakpoint
-- R-P8: alias and contact 24 h after the block, a person 24 months after the last visit.
INSERT INTO "retention" ("category", "amount", "unit") VALUES
	('visit_values', 24, 'hour'), ('person', 24, 'month'), ('recent_aliases', 90, 'day');--> statement-breakpoint
INSERT INTO "notice_text" ("version", "lang", "since", "text") VALUES
(1, 'fr', '2026-11-22', 'On note un mot pour t’appeler, pourquoi tu viens et qui t’a vu. C’est pour te donner des soins, rien d’autre. L’équipe de la clinique le lit; l’organisme qui nous reçoit ne voit que ton mot. Tu peux ne pas répondre, demander qu’une personne de l’équipe n’y ait pas accès, voir ce qu’on a noté et le faire corriger. Ton surnom et la façon de te joindre sont effacés 24 heures après; le reste, deux ans après ta dernière visite.'),
(1, 'en', '2026-11-22', 'We write down a word to call you by, why you came and who saw you. It is to give you care, nothing else. The clinic’s team reads it; the organisation that hosts us sees your word only. You may skip any question, ask that somebody of the team has no access, see what we wrote and have it put right. Your nickname and how to reach you are erased after 24 hours; the rest, two years after your last visit.');
