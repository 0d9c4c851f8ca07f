/**
 * The advisory locks of the house. Their numbers are one space for the whole database: two purposes with the same number
 * keep each other out, so each stands here, and nowhere else.
 */
export const ADVISORY_LOCKS = {
	/** One process alone works on embedded data: held while it lives. */
	single_copy: 7_214_583,
	/** One node at a time changes the schema, or puts a backup back. */
	schema: 7_241_001,
	/** Whoever changes accounts: two administrators must not demote each other at once. */
	team: 7_241_002,
	/** A run that forgets what is due, on one connection; it ends with the process. */
	forgetting: 7_241_003,
	/** The site for practice is made: two nodes may start at once. */
	practice_site: 7_241_004,
	/** Everything is brought under another key. */
	key_rotation: 7_214_021
} as const;
