/** The chain of a site's events. */
import type { EventHead } from '#lib/server/audit/chain-heads.ts';
import type { Fault, FaultKind, Verified } from '#lib/server/audit/faults.ts';
import { eventHash } from '#lib/server/store/chain.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface EventRow {
	epoch: number;
	seq: string;
	ordinal: number;
	command_id: string;
	type: string;
	visit_id: string | null;
	at: Date;
	by: string;
	data: unknown;
	hash: string | null;
}

/** Rows that are read at once. */
const AT_ONCE = 1_000;

/** The first bad row of a site, if any; `kept` is an end that was written down elsewhere. */
export async function verifyEvents(tx: Tx, siteId: string, kept: EventHead | undefined): Promise<Verified> {
	let hash: string | null = null;
	let place = '0.0.0';
	let rows = 0;
	let before = 0;
	let keptSeen = kept === undefined;
	const faultAt = (row: string, kind: FaultKind): Verified => {
		const fault: Fault = { log: 'events', chain: siteId, row, kind };
		return { rows, before, fault };
	};
	const [head] = await tx<{ chain_head: string | null; unhashed_events: string }[]>`
		select chain_head, unhashed_events from site_head where site_id = ${siteId}`;
	// A database that was born with hashes has none of these; a row put in front would be told by nothing else.
	const allowed = Number(head?.unhashed_events ?? 0);
	const read = tx<EventRow[]>`
		select epoch, seq, ordinal, command_id, type, visit_id, at, by, data, hash
		from event where site_id = ${siteId} order by epoch, seq, ordinal`;
	for await (const batch of read.cursor(AT_ONCE)) {
		for (const row of batch) {
			place = `${row.epoch}.${row.seq}.${row.ordinal}`;
			if (row.hash === null && hash === null && before < allowed) {
				before += 1;
				continue;
			}
			if (row.hash === null) return faultAt(place, 'unhashed');
			hash = eventHash(hash, {
				siteId,
				epoch: row.epoch,
				seq: Number(row.seq),
				ordinal: row.ordinal,
				commandId: row.command_id,
				type: row.type,
				visitId: row.visit_id,
				at: row.at.getTime(),
				by: row.by,
				data: row.data
			});
			if (row.hash !== hash) return faultAt(place, 'changed');
			if (kept !== undefined && place === placeOf(kept)) {
				if (row.hash !== kept.hash) return faultAt(place, 'changed');
				keptSeen = true;
			}
			rows += 1;
		}
	}
	if (kept !== undefined && !keptSeen) return faultAt(placeOf(kept), 'missing');
	if (before < allowed) return faultAt('0.0.0', 'missing');
	if ((head?.chain_head ?? null) !== hash) return faultAt(place, 'cut');
	return { rows, before, fault: null };
}

const placeOf = ({ epoch, seq, ordinal }: EventHead) => `${epoch}.${seq}.${ordinal}`;
