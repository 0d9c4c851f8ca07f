/** Looks through both logs, row by row, for anything that was changed after it was written. */
import type { ChainHeads } from '#lib/server/audit/chain-heads.ts';
import type { Fault, Verified } from '#lib/server/audit/faults.ts';
import { verifyAccesses } from '#lib/server/audit/verify-accesses.ts';
import { verifyEvents } from '#lib/server/audit/verify-events.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

export interface Verification {
	readonly events: ReadonlyMap<string, Verified>;
	readonly accesses: ReadonlyMap<string, Verified>;
	/** The first of each chain. */
	readonly faults: readonly Fault[];
}

/** Every chain, at one instant, against its own end and, when there are any, against heads kept elsewhere. */
export async function verifyLogs(db: Db, heads: ChainHeads | null): Promise<Verification> {
	return (await db.begin('isolation level repeatable read read only', async (tx) => {
		// Years of rows take longer than any view may.
		await tx`set local statement_timeout = 0`;
		await tx`set local idle_in_transaction_session_timeout = 0`;
		const events = new Map<string, Verified>();
		for (const siteId of await chainsOf(tx, 'event', heads?.events.map((head) => head.siteId) ?? [])) {
			const kept = heads?.events.find((head) => head.siteId === siteId);
			events.set(siteId, await verifyEvents(tx, siteId, kept));
		}
		const accesses = new Map<string, Verified>();
		for (const chain of await chainsOf(tx, 'access_log', heads?.accesses.map((head) => head.chain) ?? [])) {
			const kept = heads?.accesses.find((head) => head.chain === chain);
			accesses.set(chain, await verifyAccesses(tx, chain, kept));
		}
		const faults = [...events.values(), ...accesses.values()].flatMap(({ fault }) => fault ?? []);
		return { events, accesses, faults };
	})) as Verification;
}

/** Chains that have rows, that have had some, or that a kept head names. */
async function chainsOf(tx: Tx, log: 'event' | 'access_log', named: readonly string[]): Promise<string[]> {
	const rows =
		log === 'event'
			? await tx<{ chain: string }[]>`select site_id as chain from site_head`
			: await tx<{ chain: string }[]>`select chain from access_chain union select chain from access_log`;
	return [...new Set([...rows.map(({ chain }) => chain), ...named])].sort();
}
