/** The history of the house as the office reads it. */
import type { ChangeShown, ChangesShown, NamesInChanges } from '#lib/contract/house-changes.ts';
import { cares, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { Change } from '#lib/domain/administration/changes.ts';
import { listChanges, type PastChange } from '#lib/server/administration/changes.ts';
import { caretakerOf, refuse, type By, type House, type Refused } from '#lib/server/administration/house.ts';
import { catalogueName } from '#lib/server/store/catalogue-name.ts';
import type { Db } from '#lib/server/store/database.ts';

/** On one page. */
const AT_A_TIME = 100;
const OF_AN_ACCOUNT = 50;

/**
 * Changes that are in the reader's hands, the latest first, with the names of what they hold by id; those before
 * the change `before`, when it is given.
 */
export async function readHistory(
	house: House,
	by: By,
	{ before, lang }: { readonly before: string | null; readonly lang: string }
): Promise<(ChangesShown & { readonly names: NamesInChanges }) | Refused> {
	const { read } = house.database;
	const caretaker = await caretakerOf(read, by);
	if (caretaker === null || !cares(caretaker, 'history')) return refuse('forbidden');
	const [{ changes, older }, names] = await Promise.all([
		listChanges(read, caretaker, { limit: AT_A_TIME, before }),
		readServiceNames(read, lang)
	]);
	return { changes: changes.map(shown), older, names };
}

/** What happened to one account, as far as the reader may know. */
export async function readHistoryOf(
	sql: Db,
	caretaker: Caretaker,
	{ accountId, before }: { readonly accountId: string; readonly before: string | null }
): Promise<ChangesShown> {
	const { changes, older } = await listChanges(sql, caretaker, { limit: OF_AN_ACCOUNT, accountId, before });
	return { changes: changes.map(shown), older };
}

/** Names of services in `lang`: changes hold their ids. */
export async function readServiceNames(sql: Db, lang: string): Promise<NamesInChanges> {
	const rows = await sql<{ id: string; name: string }[]>`
		select id, ${catalogueName(sql, 'service', sql`service.id`, lang)} as name from service`;
	return { services: Object.fromEntries(rows.map(({ id, name }) => [id, name])) };
}

function shown(past: PastChange): ChangeShown {
	const { id, what, before, after } = past;
	return {
		id,
		at: new Date(past.at).toISOString(),
		timezone: past.timezone,
		by: past.by === null ? null : (past.byName ?? past.by),
		change: { what, before, after } as Change,
		accountName: past.subject === 'account' ? past.subjectName : null,
		siteName: past.siteName,
		isTakingBack: past.takesBack !== undefined,
		takenBack: past.takenBack
	};
}
