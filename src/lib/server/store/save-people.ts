/** Writes who is known, who was merged with whom, and who may not see whom. */
import type { Visit } from '#lib/domain/visit/state.ts';
import type { Tx } from '#lib/server/store/database.ts';
import type { LoggedEvent } from '#lib/server/store/save-site.ts';

/** Before the visits that name them: new people. */
export async function saveNewPeople(tx: Tx, siteId: string, events: readonly LoggedEvent[]): Promise<void> {
	for (const { event, at } of events) {
		if (event.type !== 'VisitIdentified' || !event.isNew) continue;
		await tx`
			insert into person (id, site_id, created_at, last_seen_at)
			values (${event.personId}, ${siteId}, ${new Date(at)}, ${new Date(at)})`;
	}
}

/** After the visits: where somebody was seen, their tick, merges and restrictions. */
export async function savePeople(
	tx: Tx,
	siteId: string,
	events: readonly LoggedEvent[],
	visits: ReadonlyMap<string, Visit>
): Promise<void> {
	for (const { event, at, by } of events) {
		const when = { at: new Date(at), by };
		if ((event.type === 'VisitRegistered' || event.type === 'VisitIdentified') && event.personId != null) {
			await saw(tx, siteId, event.personId, when.at);
		}
		if (event.type === 'VisitIdentified' || event.type === 'PersonDetailsChanged') await tick(tx, event);
		if (event.type === 'VisitIdentified') await keepFrom(tx, event, when);
		if (event.type === 'VisitTookOver' && event.personId !== null) {
			await keepFrom(tx, { visitId: event.visitId, personId: event.personId }, when);
		}
		if (event.type === 'PeopleMerged') await merge(tx, siteId, event, when);
		if (event.type === 'PeopleSeparated') await separate(tx, event, when);
		if (event.type === 'RestrictionSet') {
			const personId = event.ofPerson ? (visits.get(event.visitId)?.personId ?? null) : null;
			await tx`
				insert into restriction (id, person_id, visit_id, account_id, site_id, set_at, set_by)
				values (${event.restrictionId}, ${personId}, ${personId === null ? event.visitId : null},
					${event.accountId}, ${siteId}, ${when.at}, ${by})`;
		}
		if (event.type === 'RestrictionLifted') {
			await tx`
				update restriction set lifted_at = ${when.at}, lifted_by = ${by}
				where id = any(${event.restrictionIds}::uuid[])`;
		}
	}
}

interface When {
	readonly at: Date;
	readonly by: string;
}
type Of<T extends LoggedEvent['event']['type']> = Extract<LoggedEvent['event'], { type: T }>;

async function merge(tx: Tx, siteId: string, event: Of<'PeopleMerged'>, { at, by }: When): Promise<void> {
	await tx`update person set merged_into = ${event.intoId} where id = ${event.personId}`;
	await tx`
		insert into person_merge (id, from_id, into_id, site_id, at, by)
		values (${event.mergeId}, ${event.personId}, ${event.intoId}, ${siteId}, ${at}, ${by})`;
}

async function separate(tx: Tx, { personId }: Of<'PeopleSeparated'>, { at, by }: When): Promise<void> {
	await tx`update person set merged_into = null where id = ${personId}`;
	await tx`
		update person_merge set undone_at = ${at}, undone_by = ${by}
		where from_id = ${personId} and undone_at is null`;
}

/** What was asked for a visit is its person's once they are known; one that they had already stands once. */
async function keepFrom(
	tx: Tx,
	{ visitId, personId }: { readonly visitId: string; readonly personId: string },
	{ at, by }: When
): Promise<void> {
	await tx`
		update restriction r set lifted_at = ${at}, lifted_by = ${by}
		where r.visit_id = ${visitId} and r.lifted_at is null and exists (
			select 1 from restriction own
			where own.person_id = ${personId} and own.account_id = r.account_id and own.lifted_at is null)`;
	await tx`
		update restriction set person_id = ${personId}, visit_id = null
		where visit_id = ${visitId} and lifted_at is null`;
}

async function saw(tx: Tx, siteId: string, personId: string, at: Date): Promise<void> {
	await tx`update person set last_seen_at = greatest(last_seen_at, ${at}) where id = ${personId}`;
	await tx`
		insert into person_at_site as s (person_id, site_id, last_seen_at) values (${personId}, ${siteId}, ${at})
		on conflict (person_id, site_id) do update set last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at)`;
}

async function tick(
	tx: Tx,
	{ personId, knownElsewhere }: { personId: string; knownElsewhere: boolean | null }
): Promise<void> {
	if (knownElsewhere === null) return;
	await tx`update person set known_elsewhere = ${knownElsewhere} where id = ${personId}`;
}
