/** One person's file of one visit, per caller. The list does not hold it; opening it is a choice, and written down. */
import type { Purpose } from '#lib/contract/accesses.ts';
import { visitShown, type FileAnswer } from '#lib/contract/answers.ts';
import { companyNotedOf } from '#lib/contract/company-noted.ts';
import { normalAlias } from '#lib/domain/identity/alias.ts';
import { may } from '#lib/domain/policy/policy.ts';
import { recordAccess } from '#lib/server/audit/access-log.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Database, Tx } from '#lib/server/store/database.ts';
import { locateVisit } from '#lib/server/store/locate.ts';
import { readAnswers } from '#lib/server/store/answers.ts';
import { readNoted } from '#lib/server/store/noted.ts';
import { readPersonal } from '#lib/server/store/personal.ts';
import { readReasonNames, readSteps, readVisit } from '#lib/server/store/read-visit.ts';
import { excludedFrom, hasOpenGlass } from '#lib/server/store/restrictions.ts';

interface Rooms {
	readonly database: Database;
	readonly clock: Clock;
	readonly keys: KeyRing;
}
/** Why a file is not shown. */
export type FileRefusal = 'not_found' | 'forbidden' | 'purpose_needed' | 'file_unavailable';

/**
 * The file, if this account may open files at that site; a site that it has no business at does not exist. A visit
 * whose block is over is opened for a purpose only; one that the person closed to this account stays closed, and
 * says no more than that (R-22.1, s. 7). Reasons and questions are in `lang` where they have words in it.
 * @throws when the access can't be written down: then nothing is shown.
 */
export async function fileFor(
	{ database: { read, write }, clock, keys }: Rooms,
	accountId: string,
	visitId: string,
	{ lang, purpose = null }: { readonly lang: string; readonly purpose?: Purpose | null }
): Promise<FileAnswer | { refused: FileRefusal }> {
	const siteId = await locateVisit(read, visitId);
	const actor = siteId === null ? null : await findActor(read, accountId, siteId);
	if (siteId === null || actor === null) return { refused: 'not_found' };
	if (!may(actor, 'file')) return { refused: 'forbidden' };
	return (await write.begin(async (tx) => {
		const at = await clock(tx);
		const { isOver, callerName } = await readPlace(tx, visitId, accountId);
		// Whose visit it is, the visit itself tells, as long as somebody may know.
		const access = {
			...{ chain: siteId, by: accountId, visitId },
			...(purpose !== null && { purpose })
		};
		const isExcluded = (await excludedFrom(tx, visitId)).has(accountId);
		if (isExcluded && !(await hasOpenGlass(tx, visitId, accountId, at))) {
			await recordAccess(tx, { ...access, kind: 'file_refused' }, at);
			return { refused: 'file_unavailable' };
		}
		if (isOver && purpose === null) return { refused: 'purpose_needed' };
		const file = await readFile(tx, keys, { siteId, visitId, lang });
		if ('refused' in file) return file;
		// Told here, since the alias will be erased before the month is reviewed (R-22.1 r. 2).
		const { alias } = file.visit;
		const ownName = alias !== null && normalAlias(alias) === normalAlias(callerName);
		const details = { ...(isExcluded && { glass: true }), ...(ownName && { ownName: true }) };
		await recordAccess(tx, { ...access, kind: 'file_opened', details }, at);
		return file;
	})) as FileAnswer | { refused: FileRefusal };
}

interface Place {
	/** The block of the visit is closed. */
	readonly isOver: boolean;
	readonly callerName: string;
}

async function readPlace(tx: Tx, visitId: string, accountId: string): Promise<Place> {
	const [row] = await tx<{ is_over: boolean; name: string }[]>`
		select b.closed_at is not null as is_over,
			(select name from account where id = ${accountId}) as name
		from visit v join block b on b.id = v.block_id where v.id = ${visitId}`;
	return { isOver: row?.is_over ?? true, callerName: row?.name ?? '' };
}

async function readFile(
	tx: Tx,
	keys: KeyRing,
	{ siteId, visitId, lang }: { readonly siteId: string; readonly visitId: string; readonly lang: string }
): Promise<FileAnswer | { refused: 'not_found' }> {
	const [visit, personal, steps, answers, written] = await Promise.all([
		readVisit(tx, visitId),
		readPersonal(tx, keys, visitId),
		readSteps(tx, visitId),
		readAnswers(tx, visitId, lang),
		readNoted(tx, visitId)
	]);
	if (visit === null) return { refused: 'not_found' };
	const { backdated, callBy, language, peerWanted, traineeAccepted, healthCard, notice, followUp } = visit;
	const closedTo = [...(await excludedFrom(tx, visitId))];
	const names = await readNames(tx, [...closedTo, ...(followUp === null ? [] : [followUp.by])]);
	const nameOf = (id: string) => names.get(id) ?? id;
	return {
		visit: {
			...visitShown(visit),
			siteId,
			backdated,
			callBy,
			language,
			peerWanted,
			traineeAccepted,
			...companyNotedOf(visit),
			reasons: await readReasonNames(tx, visit.reasons, lang),
			alias: personal.alias,
			note: personal.note,
			contact: personal.contact,
			written,
			healthCard,
			personId: visit.personId,
			notice: notice && { version: notice.version, language: notice.language, way: notice.way },
			followUp: followUp && { by: nameOf(followUp.by), on: followUp.on },
			closedTo: closedTo.map((id) => ({ id, name: nameOf(id) })),
			answers,
			steps
		}
	};
}

async function readNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
	const rows = await tx<{ id: string; name: string }[]>`
		select id, name from account where id = any(${ids as string[]})`;
	return new Map(rows.map(({ id, name }) => [id, name]));
}
