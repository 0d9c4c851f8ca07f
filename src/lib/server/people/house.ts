/** What reading about people needs, and who may. */
import { may, type Read } from '#lib/domain/policy/policy.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Database, Tx } from '#lib/server/store/database.ts';

export interface PeopleHouse {
	readonly database: Database;
	readonly clock: Clock;
	readonly keys: KeyRing;
	readonly newId: () => string;
}

/** Who asks, and at which of their sites. */
export interface Asking {
	readonly accountId: string;
	readonly siteId: string;
}

export interface Refused<C extends string = 'not_found' | 'forbidden'> {
	readonly refused: C;
}

/** The account as the site sees it, if it may do this there; a site that it has no business at does not exist. */
export async function admitted(
	{ database }: Pick<PeopleHouse, 'database'>,
	{ accountId, siteId }: Asking,
	read: Read
): Promise<Actor | Refused> {
	const actor = await findActor(database.read, accountId, siteId);
	if (actor === null) return { refused: 'not_found' };
	return may(actor, read) ? actor : { refused: 'forbidden' };
}

/** What is off by default and on by a decision of the network. */
export async function readSettings(
	tx: Tx | PeopleHouse['database']['read']
): Promise<{ healthNumber: boolean; memoryCode: boolean }> {
	const [row] = await tx<{ health_number: boolean; memory_code: boolean }[]>`
		select health_number, memory_code from network_settings`;
	return { healthNumber: row?.health_number ?? false, memoryCode: row?.memory_code ?? false };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for what could be somebody's key; Postgres takes nothing else. */
export function isKey(text: string): boolean {
	return UUID.test(text);
}
