/** Who works at a site, and what they are trusted with there. Roles are closed; the rest is data. */
export const ROLES = [
	'peer_helper',
	'host_worker',
	'clinician',
	'trainee',
	'coordinator',
	'evaluator',
	'administrator'
] as const;
export type Role = (typeof ROLES)[number];

/** An account as one site sees it. */
export interface Actor {
	readonly id: string;
	readonly role: Role;
	/** Services this account gives at this site; none for most roles. */
	readonly gives: ReadonlySet<string>;
	/** May set a level at this site; clinicians only, whatever the data says (R-Q2). */
	readonly maySetLevel: boolean;
}
