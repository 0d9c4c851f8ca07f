/** What was answered to which command: the same id again gives the same bytes, another use of it is refused. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import type { Statement } from '#lib/server/store/in-order.ts';

export interface CommandRecord {
	readonly id: string;
	readonly actor: string;
	readonly verb: string;
	readonly target: string;
	readonly bodySalt: string;
	readonly bodyHmac: string;
	readonly status: number;
	readonly answer: string;
	readonly at: number;
}

/** What must be the same for an id to be the same command. */
export interface CommandIdentity {
	readonly actor: string;
	readonly verb: string;
	readonly target: string;
	readonly body: unknown;
}

/**
 * HMAC of the RFC 8785 form of the body, under the ring and a salt: the log holds no word of it, and bodies can't
 * be tried out on a copy of the database. `version:mac`.
 */
export function hmacOfBody(ring: KeyRing, body: unknown, salt: string): string {
	return ring.index('body', saltedForm(body, salt));
}

function saltedForm(body: unknown, salt: string): string {
	return `${salt}\0${canonicalize(body) ?? ''}`;
}

/** The hash that `stored` has to be when it is of this body, made the way `stored` was. */
function hmacAs(stored: string, ring: KeyRing, body: unknown, salt: string): string {
	const [version, mac] = stored.split(':');
	if (mac !== undefined) return `${version}:${ring.mac('body', saltedForm(body, salt), Number(version))}`;
	// Rows that 0.2 wrote, without a version; they are gone when their thirty days are over.
	return createHmac('sha256', salt)
		.update(canonicalize(body) ?? '')
		.digest('base64url');
}

/** True when `record` was written for this very command. */
export function isSameCommand(ring: KeyRing, record: CommandRecord, identity: CommandIdentity): boolean {
	const now = Buffer.from(hmacAs(record.bodyHmac, ring, identity.body, record.bodySalt));
	const then = Buffer.from(record.bodyHmac);
	return (
		record.actor === identity.actor &&
		record.verb === identity.verb &&
		record.target === identity.target &&
		now.length === then.length &&
		timingSafeEqual(now, then)
	);
}

/** Records of these ids, whatever the site. */
export async function findCommands(tx: Tx, ids: readonly string[]): Promise<Map<string, CommandRecord>> {
	const rows = await tx<(Omit<CommandRecord, 'at' | 'bodySalt' | 'bodyHmac'> & Row)[]>`
		select id, actor, verb, target, body_salt, body_hmac, status, answer, at
		from command where id = any(${ids as string[]}::uuid[])`;
	return new Map(
		rows.map(({ body_salt, body_hmac, at, ...row }) => [
			row.id,
			{ ...row, bodySalt: body_salt, bodyHmac: body_hmac, at: at.getTime() }
		])
	);
}

interface Row {
	body_salt: string;
	body_hmac: string;
	at: Date;
}

/** The statement that writes the batch's records, in the transaction of what they did; none when there are none. */
export function saveCommands(tx: Tx, siteId: string, records: readonly CommandRecord[]): Statement[] {
	if (records.length === 0) return [];
	const rows = records.map((r) => ({
		id: r.id,
		site_id: siteId,
		actor: r.actor,
		verb: r.verb,
		target: r.target,
		body_salt: r.bodySalt,
		body_hmac: r.bodyHmac,
		status: r.status,
		answer: r.answer,
		at: new Date(r.at).toISOString()
	}));
	return [tx`insert into command select * from jsonb_populate_recordset(null::command, ${tx.json(rows)})`];
}

/** Forgets records older than `before` (ms); returns how many. */
export async function forgetCommands(sql: Db, before: number): Promise<number> {
	const gone = await sql`delete from command where at < ${new Date(before)}`;
	return gone.count;
}
