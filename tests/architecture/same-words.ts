/** Texts that are the same as in French, by language, with the reason. All others that are the same were forgotten. */
export const SAME_IN_BOTH: Readonly<Record<string, ReadonlySet<string>>> = {
	en: new Set([
		// The product's name.
		'ui_app',
		// The same word in both languages.
		...[
			'role_coordinator',
			'role_administrator',
			'office_title',
			'office_link',
			'console_title',
			'sites_console'
		],
		...['incident_versions', 'incident_column_id', 'incident_column_version', 'review_kind_incidents'],
		...['person_information_notes', 'copy_services', 'copy_note', 'card_service', 'card_note'],
		// Nothing but names, numbers and units.
		...['changes_by', 'network_service_waits', 'visit_notice_was', 'retention_run', 'defer_line_811'],
		...['incidents_export_json', 'tablet_lock_soon_seconds', 'ui_minutes'],
		...['look_told_at', 'look_line'],
		// The same name of the same thing.
		'emergency_naloxone',
		// The French pronouns themselves are what is chosen.
		...['site_tu', 'site_vous'],
		// An official name that has no English one on its own letterhead.
		'incident_due_commission',
		// Said in French beside the same sentence in the language.
		'machine_made_in_french'
	])
};
