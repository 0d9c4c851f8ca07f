-- Who works where. To the site for practice belongs whoever works at some other site, with all that they are trusted
-- with anywhere; nobody has rows for it. Rows that name it all the same count for nothing.
CREATE VIEW "membership" AS
	SELECT s.account_id, s.site_id, s.may_set_level
	FROM account_site s JOIN site ON site.id = s.site_id
	WHERE NOT site.practice
	UNION ALL
	SELECT s.account_id, practice.id, bool_or(s.may_set_level)
	FROM account_site s JOIN site ON site.id = s.site_id AND NOT site.practice
		JOIN account a ON a.id = s.account_id CROSS JOIN site practice
	WHERE practice.practice AND NOT a.disabled
		AND a.role IN ('peer_helper', 'host_worker', 'clinician', 'trainee', 'coordinator')
	GROUP BY s.account_id, practice.id;--> statement-breakpoint
-- What they give there.
CREATE VIEW "service_given" AS
	SELECT g.account_id, g.site_id, g.service_id
	FROM account_service g JOIN site ON site.id = g.site_id
	WHERE NOT site.practice
	UNION ALL
	SELECT DISTINCT m.account_id, m.site_id, g.service_id
	FROM membership m JOIN site practice ON practice.id = m.site_id AND practice.practice
		JOIN account_service g ON g.account_id = m.account_id
		JOIN site ON site.id = g.site_id AND NOT site.practice;
