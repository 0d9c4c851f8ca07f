/** What is written down about reads of identifying data, and why somebody may open a file (R-22.1, s. 7). */

/** Reading a file outside the visit that is under way asks which of these it is for. */
export const PURPOSES = ['care', 'teaching', 'reflective_practice', 'support'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const ACCESS_KINDS = [
	'watch_begun',
	'watch_ended',
	'board_read',
	'file_opened',
	'file_refused',
	'glass_broken',
	'person_opened',
	'person_refused',
	'people_found',
	'recent_people',
	'duplicates_read',
	'exported',
	'accesses_read',
	'glass_judged',
	'review_signed',
	'incidents_read',
	'note_refused'
] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** Why a file that is not available to somebody was opened by them all the same. */
export const GLASS_REASONS = ['life_in_danger', 'nobody_else', 'the_person_asks'] as const;
export type GlassReason = (typeof GLASS_REASONS)[number];
