/** The hash of an access, over its row as the table holds it. */
import { chainHash } from '#lib/server/store/chain.ts';

/** A row of `access_log` without its hash, named as its columns are. */
export interface HashedAccess {
	readonly chain: string;
	readonly position: number;
	/** ISO text, to the millisecond. */
	readonly at: string;
	readonly by: string | null;
	readonly kind: string;
	readonly visit_id: string | null;
	readonly person_id: string | null;
	readonly purpose: string | null;
	readonly details: unknown;
}

/** The hash of an access behind `before`; null when it is the first of its chain. */
export function accessHash(before: string | null, row: HashedAccess): string {
	const { chain, position, at, by, kind, visit_id, person_id, purpose, details } = row;
	return chainHash(chain, before, {
		chain,
		position,
		at,
		by,
		kind,
		visit_id: visit_id?.toLowerCase() ?? null,
		person_id: person_id?.toLowerCase() ?? null,
		purpose,
		details
	});
}
