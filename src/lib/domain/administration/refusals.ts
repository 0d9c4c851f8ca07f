/** Why something about accounts, screens, tablets or a site's settings was not changed. */

export const HOUSE_REFUSALS = [
	'forbidden',
	'not_found',
	'own_account',
	'works_elsewhere_too',
	'last_administrator',
	'username_taken',
	'site_needed',
	'site_id_taken',
	'unknown_timezone',
	'account_disabled',
	'training_in_future',
	'room_name_taken',
	'room_in_use',
	'blocks_overlap',
	'ends_before_start',
	'default_service_needed',
	'unknown_service',
	'incident_amended',
	'review_signed',
	'month_not_over',
	'glass_to_judge',
	'change_superseded',
	'change_stays'
] as const;
export type HouseRefusal = (typeof HOUSE_REFUSALS)[number];
