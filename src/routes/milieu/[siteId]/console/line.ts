/** The clinician's picture of a board: whom I have, who waits for me, and who is with whom. */
import type { ClinicianEntry, ClinicianView, NamedRow } from '#lib/contract/views.ts';
import { minutesSince } from '#lib/ui/duration.ts';

/** A call that nobody has started after this long needs somebody's eye. */
const FORGOTTEN_AFTER_MIN = 10;

/** Causes that may be said as « pour sa santé »; the others are not about health. */
const ABOUT_HEALTH: readonly ClinicianEntry['levelCause'][] = ['pain', 'pregnancy', 'distress', 'clinical'];

export interface Line {
	/** Those who can be called now, first the one who passes next. */
	ready: ClinicianEntry[];
	/** Those who wait for these services but are away, or with somebody of the team. */
	later: ClinicianEntry[];
}

/** Places that the team has in hand, the oldest call first. */
function inHand(entries: readonly ClinicianEntry[]): ClinicianEntry[] {
	return entries
		.filter(({ status }) => status === 'called' || status === 'in_service')
		.sort((a, b) => (a.calledAt ?? '').localeCompare(b.calledAt ?? ''));
}

/** Whom I have called or am with. */
export function mine({ entries }: ClinicianView, accountId: string): ClinicianEntry[] {
	return inHand(entries).filter(({ calledBy }) => calledBy?.id === accountId);
}

/** Whom the others of the team have. */
export function withOthers({ entries }: ClinicianView, accountId: string): ClinicianEntry[] {
	return inHand(entries).filter(({ calledBy }) => calledBy?.id !== accountId);
}

/** Who waits for these services: one row per visit, at its first place. */
export function lineFor({ entries }: ClinicianView, services: readonly string[]): Line {
	const taken = new Set(inHand(entries).map(({ visitId }) => visitId));
	const line: Line = { ready: [], later: [] };
	const seen = new Set<string>();
	for (const entry of entries) {
		const waits = entry.status === 'waiting' && entry.presence !== 'left';
		if (!waits || !services.includes(entry.service) || seen.has(entry.visitId)) continue;
		seen.add(entry.visitId);
		const isReady = entry.presence === 'here' && !taken.has(entry.visitId);
		(isReady ? line.ready : line.later).push(entry);
	}
	return line;
}

/** Somebody for whom I care; of a masked line only the service tells, to everybody the same. */
export function isForMe(
	{ care, masked, service, status }: ClinicianEntry,
	gives: readonly string[]
): boolean {
	const isOpen = status === 'waiting' || status === 'called' || status === 'in_service';
	return care !== null || (masked && isOpen && gives.includes(service));
}

/** The cause may be said with the neutral words about health. */
export function isAboutHealth({ levelCause }: ClinicianEntry): boolean {
	return ABOUT_HEALTH.includes(levelCause);
}

/** Called long ago, and nobody has said that the person is there. */
export function isForgotten({ status, calledAt }: ClinicianEntry, nowMs: number): boolean {
	return status === 'called' && calledAt !== null && minutesSince(calledAt, nowMs) >= FORGOTTEN_AFTER_MIN;
}

/** The room of my latest call: where I most likely still am. */
export function latestRoom({ entries, rooms }: ClinicianView, accountId: string): string | null {
	const [latest] = entries
		.filter(({ calledBy, room }) => calledBy?.id === accountId && room !== null)
		.sort((a, b) => (b.calledAt ?? '').localeCompare(a.calledAt ?? ''));
	return rooms.find(({ id }) => id === latest?.room?.id)?.id ?? null;
}

/** Who is in a room now, if somebody is. */
export function occupant({ entries }: ClinicianView, room: NamedRow): ClinicianEntry | undefined {
	return inHand(entries).find((entry) => entry.room?.id === room.id);
}

/** The names of these services, those of the day first known. */
export function serviceNames({ services }: ClinicianView, ids: readonly string[]): string {
	return services
		.filter(({ id }) => ids.includes(id))
		.map(({ name }) => name)
		.join(', ');
}
