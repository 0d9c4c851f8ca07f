/** Rows that hold each other: a row's hash covers the one before it, so that no row can be changed unseen (ADR 5). */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * SHA-256, as hex, over the hash of the row before and the RFC 8785 form of this row. `before` is null for the first
 * row of a chain; it is bound to the chain's `name` then, so that no chain can take another one's place.
 * The row must read the same out of the database: instants as ISO text, ids in lower case.
 */
export function chainHash(name: string, before: string | null, row: object): string {
	return createHash('sha256')
		.update(before ?? `begin ${name}`, 'utf8')
		.update('\n')
		.update(canonicalize(row) ?? '', 'utf8')
		.digest('hex');
}

/** An event as its hash covers it. */
export interface HashedEvent {
	readonly siteId: string;
	readonly epoch: number;
	readonly seq: number;
	readonly ordinal: number;
	readonly commandId: string;
	readonly type: string;
	readonly visitId: string | null;
	/** Milliseconds. */
	readonly at: number;
	readonly by: string;
	readonly data: unknown;
}

/** The hash of an event behind `before`; null when it is the first of its site that has one. */
export function eventHash(before: string | null, event: HashedEvent): string {
	return chainHash(event.siteId, before, {
		...event,
		commandId: event.commandId.toLowerCase(),
		visitId: event.visitId?.toLowerCase() ?? null,
		at: new Date(event.at).toISOString()
	});
}
