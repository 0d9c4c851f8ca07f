CREATE TABLE "due_rewrite" (
	"table_name" text PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "site_head" ADD COLUMN "unhashed_events" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "site_head" h SET "unhashed_events" = (
	SELECT count(*) FROM "event" e WHERE e."site_id" = h."site_id" AND e."hash" IS NULL);--> statement-breakpoint
-- A database from before the hashes had values in clear: whether its table was written anew since, nobody noted.
INSERT INTO "due_rewrite" ("table_name", "since")
SELECT 'visit_personal', now() WHERE EXISTS (SELECT 1 FROM "event" WHERE "hash" IS NULL);
