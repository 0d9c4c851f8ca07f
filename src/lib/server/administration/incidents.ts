/**
 * The register of incidents (R-22.1, r. 1, s. 15): each version sealed as a whole, never changed; a correction is a
 * new version. Whoever reads it is written down.
 */
import type { IncidentShown } from '#lib/contract/incidents.ts';
import { cares } from '#lib/domain/administration/caretaker.ts';
import { OFFICE_ZONE } from '#lib/domain/administration/calendar.ts';
import { dueNotices, wrongDays, type Incident } from '#lib/domain/incident/incident.ts';
import { caretakerOf, refuse, type House, type Refused } from '#lib/server/administration/house.ts';
import { auditedRead, NETWORK, type AccessKind } from '#lib/server/audit/access-log.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText, sealText } from '#lib/server/keys/sealed-text.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { daysBetween, localDayOf } from '#lib/server/store/local-time.ts';

export type Register = House & { readonly keys: KeyRing };
type Account = { readonly accountId: string };

/** Days that do not fit each other are told with their fields. */
type Recorded = { readonly id: string } | { readonly wrong: ReturnType<typeof wrongDays> } | Refused;

/** Writes an incident down, or with `amends` a correction of that version, which must be the newest. */
export async function recordIncident(
	{ database, clock, newId, keys }: Register,
	{ accountId }: Account,
	incident: Incident,
	amends: string | null = null
): Promise<Recorded> {
	return (await database.write.begin(async (tx): Promise<Recorded> => {
		if (!(await mayKeepIt(tx, accountId))) return refuse('forbidden');
		const at = await clock(tx);
		const wrong = wrongDays(incident, localDayOf(at, OFFICE_ZONE));
		if (wrong.length > 0) return { wrong };
		if (amends !== null && !(await exists(tx, amends))) return refuse('not_found');
		const id = newId();
		const content = sealText(keys, 'incident', JSON.stringify(incident), id);
		// Two who correct the same version at once: the second one reads again.
		const rows = await tx`
			insert into incident (id, recorded_at, recorded_by, amends, content)
			values (${id}, ${new Date(at)}, ${accountId}, ${amends}, ${content})
			on conflict (amends) do nothing returning 1`;
		return rows.length === 1 ? { id } : refuse('incident_amended');
	})) as Recorded;
}

/** The whole register, the latest incident first. */
export function readRegister(
	house: Register,
	by: Account
): Promise<{ incidents: IncidentShown[] } | Refused> {
	return read(house, by, 'incidents_read', {});
}

/** The register for a file that leaves the house. */
export function exportRegister(
	house: Register,
	by: Account,
	format: 'csv' | 'json'
): Promise<{ incidents: IncidentShown[] } | Refused> {
	return read(house, by, 'exported', { what: 'incidents', format });
}

/** One incident, by the id of its first version. */
export async function readIncident(
	house: Register,
	by: Account,
	incidentId: string
): Promise<IncidentShown | Refused> {
	if (!UUID.test(incidentId)) return refuse('not_found');
	const register = await read(house, by, 'incidents_read', { incident: incidentId });
	if ('refused' in register) return register;
	return register.incidents.find(({ id }) => id === incidentId) ?? refuse('not_found');
}

async function read(
	{ database, clock, keys }: Register,
	{ accountId }: Account,
	kind: AccessKind,
	details: Record<string, string>
): Promise<{ incidents: IncidentShown[] } | Refused> {
	if (!(await mayKeepIt(database.read, accountId))) return refuse('forbidden');
	const access = { chain: NETWORK, kind, by: accountId, details };
	return auditedRead(database.write, clock, access, async (tx) => {
		const today = localDayOf(await clock(tx), OFFICE_ZONE);
		return { incidents: toIncidents(await readRows(tx), keys, today) };
	});
}

async function mayKeepIt(sql: Db | Tx, accountId: string): Promise<boolean> {
	const caretaker = await caretakerOf(sql, { accountId });
	return caretaker !== null && cares(caretaker, 'incidents');
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

interface Row {
	id: string;
	recorded_at: Date;
	name: string;
	amends: string | null;
	content: Uint8Array;
}

/** The oldest first: a version comes after the one that it corrects. */
function readRows(tx: Tx): Promise<Row[]> {
	return tx<Row[]>`
		select i.id, i.recorded_at, a.name, i.amends, i.content
		from incident i join account a on a.id = i.recorded_by order by i.recorded_at, i.id`;
}

async function exists(tx: Tx, id: string): Promise<boolean> {
	return (await tx`select 1 from incident where id = ${id}`).length === 1;
}

function toIncidents(rows: readonly Row[], keys: KeyRing, today: string): IncidentShown[] {
	const firstOf = new Map<string, string>();
	const versions = new Map<string, IncidentShown['versions'][number][]>();
	for (const { id, recorded_at, name, amends, content } of rows) {
		const first = amends === null ? id : (firstOf.get(amends) ?? id);
		firstOf.set(id, first);
		const incident = JSON.parse(openText(keys, 'incident', content, id)) as Incident;
		const version = { id, at: recorded_at.toISOString(), by: name, incident };
		versions.set(first, [version, ...(versions.get(first) ?? [])]);
	}
	return [...versions].reverse().map(([id, all]) => {
		const newest = all[0]?.incident;
		const due = newest === undefined ? null : dueNotices(newest);
		return { id, versions: all, due: due && { ...due, days: daysBetween(due.since, today) } };
	});
}
