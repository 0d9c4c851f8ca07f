/**
 * « Modalité d’accueil »: what helps somebody at one site (R-Q11). Opened like their file: written down first, refused
 * to whom the person named, and shown at no other site. Places in the queue never ask for it.
 */
import type { Purpose } from '#lib/contract/accesses.ts';
import type { ArrangementAnswer } from '#lib/contract/team-answers.ts';
import type { ArrangementBody, ArrangementReview } from '#lib/contract/team.ts';
import { mayLast, standingOf } from '#lib/domain/arrangement/arrangement.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { isKey, type Asking, type PeopleHouse, type Refused } from '#lib/server/people/house.ts';
import { openAudited } from '#lib/server/people/open-person.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import {
	closeArrangement,
	readArrangements,
	saveArrangement,
	type KeptArrangement
} from '#lib/server/store/arrangements.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { daysBetween, localDayOf } from '#lib/server/store/local-time.ts';

type By = Asking & { readonly actor: Actor };
type Unseen = Refused<'not_found' | 'file_unavailable'>;

const part = (step: 'read' | 'written' | 'reviewed') =>
	({ kind: 'person_opened', details: { part: 'arrangement', step } }) as const;

/**
 * The one that is shown today. Of somebody who is not of the open block it is read for a purpose, like a file. The
 * caller has asked the policy. @throws when the row of the audit can't be written.
 */
export async function arrangementOf(
	house: PeopleHouse,
	{ accountId, siteId }: Asking,
	personId: string,
	purpose: Purpose | null
): Promise<ArrangementAnswer | Unseen | Refused<'purpose_needed'>> {
	// Asked before anything is looked up: the refusal tells nothing of who is known.
	if (purpose === null && !(await isOfTheOpenBlock(house.database.read, siteId, personId)))
		return { refused: 'purpose_needed' };
	const kind = { ...part('read'), ...(purpose !== null && { purpose }) };
	return openAudited(house, { accountId, siteId }, personId, kind, async (tx, opened, at) =>
		shownIn(await standingsOf(tx, house.keys, { opened, siteId, at }))
	);
}

async function isOfTheOpenBlock(sql: Db, siteId: string, personId: string): Promise<boolean> {
	if (!isKey(personId)) return false;
	const rows = await sql`
		select 1 from visit v join block b on b.id = v.block_id
		where v.site_id = ${siteId} and b.closed_at is null
			and v.person_id in (select f.id from person_family(array[${personId}::uuid]) f) limit 1`;
	return rows.length > 0;
}

/** `days`: the last day is over, or more than thirty days away. */
type Arranged = ArrangementAnswer | Unseen | Refused<'arrangement_stands' | 'days' | 'command_reused'>;

/**
 * Writes one down; the same id again answers what stands. One at a time is shown: to change it, end it first. The
 * caller has asked the policy.
 */
export function arrange(
	house: PeopleHouse,
	{ accountId, siteId }: Asking,
	personId: string,
	{ personInformed: _, ...body }: ArrangementBody
): Promise<Arranged> {
	const asking = { accountId, siteId };
	return openAudited(house, asking, personId, part('written'), async (tx, opened, at): Promise<Arranged> => {
		if (!(await holdPerson(tx, opened))) return { refused: 'not_found' };
		const { all, today } = await standingsOf(tx, house.keys, { opened, siteId, at });
		if (all.some(({ id }) => id === body.id)) return shownIn({ all });
		if (!mayLast(daysBetween(today, body.until))) return { refused: 'days' };
		if (all.some(({ standing }) => standing === 'shown')) return { refused: 'arrangement_stands' };
		const made = { ...body, personId: opened.id, siteId, since: at, by: accountId };
		if (!(await saveArrangement(tx, house.keys, made))) return { refused: 'command_reused' };
		return shownIn(await standingsOf(tx, house.keys, { opened, siteId, at }));
	});
}

type Reviewed = Arranged | Refused<'arrangement_reviewed'>;

/**
 * « Terminée », or « prolonger »: another one with the same words and a new end. Those whose time is over are looked
 * at by coordination only. Ending what was reviewed already changes nothing; what stands is answered. The caller has
 * asked the policy.
 */
export function reviewArrangement(
	house: PeopleHouse,
	{ accountId, siteId, actor }: By,
	personId: string,
	review: ArrangementReview
): Promise<Reviewed> {
	const asking = { accountId, siteId };
	return openAudited(house, asking, personId, part('reviewed'), async (tx, opened, at): Promise<Reviewed> => {
		if (!(await holdPerson(tx, opened))) return { refused: 'not_found' };
		const { all, today } = await standingsOf(tx, house.keys, { opened, siteId, at });
		const one = all.find(({ id }) => id === review.arrangementId);
		if (one === undefined) return { refused: 'not_found' };
		if (one.standing === 'to_review' && !may(actor, 'arrangement_review')) return { refused: 'not_found' };
		if (review.outcome === 'extended' && !all.some(({ id }) => id === review.id)) {
			if (one.standing === 'reviewed') return { refused: 'arrangement_reviewed' };
			if (!mayLast(daysBetween(today, review.until))) return { refused: 'days' };
			const isOther = (other: Stood) => other.standing === 'shown' && other.id !== one.id;
			if (all.some(isOther)) return { refused: 'arrangement_stands' };
			const { reason, helps, tell, place, hour } = one;
			const words = { reason, helps, tell, place, hour };
			const next = { id: review.id, until: review.until, ...words, since: at, by: accountId };
			if (!(await saveArrangement(tx, house.keys, { ...next, personId: opened.id, siteId })))
				return { refused: 'command_reused' };
		}
		await closeArrangement(tx, one.id, { by: accountId, at });
		return shownIn(await standingsOf(tx, house.keys, { opened, siteId, at }));
	});
}

type Stood = KeptArrangement & { readonly standing: ReturnType<typeof standingOf> };

async function standingsOf(
	tx: Tx,
	keys: KeyRing,
	{ opened, siteId, at }: { readonly opened: Opened; readonly siteId: string; readonly at: number }
): Promise<{ all: Stood[]; today: string }> {
	const [site] = await tx<{ timezone: string }[]>`select timezone from site where id = ${siteId}`;
	if (site === undefined) throw new Error('a site that somebody works at is there');
	const today = localDayOf(at, site.timezone);
	const kept = await readArrangements(tx, keys, { family: opened.family, siteId });
	const all = kept.map((one) => ({
		...one,
		standing: standingOf({ until: one.until, reviewed: one.reviewedAt !== null }, today)
	}));
	return { all, today };
}

/** The latest of those that are shown: two who were merged may each have had one. */
function shownIn({ all }: { readonly all: readonly Stood[] }): ArrangementAnswer {
	const one = all.find(({ standing }) => standing === 'shown');
	if (one === undefined) return { arrangement: null };
	const { id, reason, helps, tell, place, hour, since, until, by } = one;
	return {
		arrangement: { id, reason, helps, tell, place, hour, since: since.toISOString(), until, by }
	};
}

/** Two who write about one person come after each other; false for somebody who is just being forgotten. */
async function holdPerson(tx: Tx, { id }: Opened): Promise<boolean> {
	return (await tx`select 1 from person where id = ${id} for no key update`).length === 1;
}
