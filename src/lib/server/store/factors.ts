/** What an account has to show beyond its password, as its owner sees it. */
import type { Db, Tx } from '#lib/server/store/database.ts';

/** Instants in ms. */
export interface OwnFactors {
	/** A confirmed application, or null. */
	readonly totp: { readonly since: number } | null;
	readonly passkeys: readonly {
		readonly id: string;
		readonly label: string;
		readonly since: number;
		readonly lastUsedAt: number | null;
	}[];
	/** How many can still be used. */
	readonly recoveryCodes: number;
}

/** The factors of an account; none for one that does not exist. */
export async function readFactors(sql: Db | Tx, accountId: string): Promise<OwnFactors> {
	const [row] = await sql<{ confirmed_at: Date | null; codes: number }[]>`
		select (select confirmed_at from totp where account_id = ${accountId}) as confirmed_at,
			(select count(*)::int from recovery_code where account_id = ${accountId} and used_at is null) as codes`;
	const passkeys = await sql<{ id: string; label: string; created_at: Date; last_used_at: Date | null }[]>`
		select id, label, created_at, last_used_at from passkey where account_id = ${accountId} order by created_at, id`;
	const confirmedAt = row?.confirmed_at ?? null;
	return {
		totp: confirmedAt === null ? null : { since: confirmedAt.getTime() },
		passkeys: passkeys.map((one) => ({
			id: one.id,
			label: one.label,
			since: one.created_at.getTime(),
			lastUsedAt: one.last_used_at?.getTime() ?? null
		})),
		recoveryCodes: row?.codes ?? 0
	};
}
