/** Changes of accounts, screens, tablets and sites, as pages show them. */
import type { Change } from '#lib/domain/administration/changes.ts';

export {
	canBePutBack,
	type Change,
	type InclusiveStyle,
	type Place,
	type WeeklyBlock,
	type What
} from '#lib/domain/administration/changes.ts';
export type { Role } from '#lib/domain/policy/roles.ts';

/** A change as the history shows it. */
export interface ChangeShown {
	readonly id: string;
	/** ISO instant, and the site's zone; null for what is of no site. */
	readonly at: string;
	readonly timezone: string | null;
	/** Null for an operator at the server, and for what happened by itself. */
	readonly by: string | null;
	readonly change: Change;
	/** The account that it is about, as it is called now; null when it is about a site. */
	readonly accountName: string | null;
	readonly siteName: string | null;
	/** It takes another one back. */
	readonly isTakingBack: boolean;
	/** It was taken back since. */
	readonly takenBack: boolean;
}

/** Some changes in a row, the latest first. */
export interface ChangesShown {
	readonly changes: readonly ChangeShown[];
	/** What `?avant=` says to be shown those before these; null when there are none. */
	readonly older: string | null;
}

/** Names of what changes hold by id. */
export interface NamesInChanges {
	readonly services: Readonly<Record<string, string>>;
}
