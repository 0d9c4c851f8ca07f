-- The job runs at night: what is due after 24 hours is gone a day or two after the clinic, not on the hour.
INSERT INTO "notice_text" ("version", "lang", "since", "text")
SELECT 2, "lang", '2026-11-26', CASE "lang"
	WHEN 'fr' THEN replace("text", 'sont effacés 24 heures après', 'sont effacés au plus tard deux jours après')
	ELSE replace("text", 'are erased after 24 hours', 'are erased two days later at most') END
FROM "notice_text" WHERE "version" = 1 AND "lang" IN ('fr', 'en');
