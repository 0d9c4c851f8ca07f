-- « Pas cette personne de l’équipe », asked for a visit before its person was known, is the person's from here on. One
-- that the person had already stands once.
UPDATE "restriction" r SET "lifted_at" = now(), "lifted_by" = r."set_by" FROM "visit" v
WHERE v."id" = r."visit_id" AND r."lifted_at" IS NULL AND EXISTS (
	SELECT 1 FROM "restriction" o LEFT JOIN "visit" ov ON ov."id" = o."visit_id"
	WHERE o."lifted_at" IS NULL AND o."account_id" = r."account_id" AND (
		o."person_id" = v."person_id" OR (ov."person_id" = v."person_id" AND o."id" < r."id")));--> statement-breakpoint
UPDATE "restriction" r SET "person_id" = v."person_id", "visit_id" = NULL FROM "visit" v
WHERE v."id" = r."visit_id" AND r."lifted_at" IS NULL AND v."person_id" IS NOT NULL;
