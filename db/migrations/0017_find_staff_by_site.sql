CREATE INDEX "accounts_of_a_site" ON "account_site" USING btree ("site_id");--> statement-breakpoint
-- The rows are those of before. What concerns the site for practice stands in a branch of its own that is not run for
-- another site: it read every account of the network for each site, 10 ms for 20,000 of them.
CREATE OR REPLACE VIEW "membership" AS
	SELECT s.account_id, s.site_id, s.may_set_level
	FROM account_site s JOIN site ON site.id = s.site_id
	WHERE NOT site.practice
	UNION ALL
	SELECT m.account_id, practice.id, m.may_set_level
	FROM site practice CROSS JOIN LATERAL (
		SELECT s.account_id, bool_or(s.may_set_level) AS may_set_level
		FROM account_site s JOIN site ON site.id = s.site_id AND NOT site.practice
			JOIN account a ON a.id = s.account_id
		WHERE practice.practice AND NOT a.disabled
			AND a.role IN ('peer_helper', 'host_worker', 'clinician', 'trainee', 'coordinator')
		GROUP BY s.account_id) m;--> statement-breakpoint
CREATE OR REPLACE VIEW "service_given" AS
	SELECT g.account_id, g.site_id, g.service_id
	FROM account_service g JOIN site ON site.id = g.site_id
	WHERE NOT site.practice
	UNION ALL
	SELECT given.account_id, practice.id, given.service_id
	FROM site practice CROSS JOIN LATERAL (
		SELECT m.account_id, g.service_id
		FROM membership m JOIN account_service g ON g.account_id = m.account_id
			JOIN site ON site.id = g.site_id AND NOT site.practice
		WHERE practice.practice AND m.site_id = practice.id
		GROUP BY m.account_id, g.service_id) given;
