/** `npm run admin -- forget`: erases what is due now, or only says what would be. */
import { resolve } from 'node:path';
import type { Keeping } from '#lib/domain/retention/retention.ts';
import { forget } from '#lib/server/retention/forget.ts';
import { reportRetention } from '#lib/server/retention/report.ts';
import { openTombstones } from '#lib/server/retention/tombstones.ts';
import { Failure, Misuse } from './failure.ts';
import type { openHouse, Rooms } from './house.ts';
import { table } from './table.ts';

export async function runForget(args: readonly string[], open: typeof openHouse): Promise<string> {
	const [option, ...more] = args;
	if (more.length > 0 || (option !== undefined && option !== '--dry-run')) {
		throw new Misuse('forget n’a qu’une option : --dry-run.');
	}
	return open(option === undefined ? erase : say);
}

/** @throws Failure when a node is at it. */
async function erase({ database, clock, newId, environment, ring }: Rooms): Promise<string> {
	const tombstones = await openTombstones(resolve(environment.tombstones));
	const ran = await forget({ database, clock, newId, tombstones, ring });
	if (ran === null) throw new Failure('Un effacement est déjà en cours.');
	const { visit_values, person, visit_values_again, person_again } = ran.counts;
	const again = visit_values_again + person_again > 0;
	return [
		`Effacé : les valeurs de ${visits(visit_values)}, ${people(person)}. Les visites restent, dépersonnalisées.`,
		...(again
			? [`Effacé de nouveau, d’après le registre : ${visits(visit_values_again)}, ${people(person_again)}.`]
			: []),
		...behind(ran.behindMs)
	].join('\n');
}

async function say({ database, clock }: Rooms): Promise<string> {
	const { retention, lines, behindMs } = await reportRetention(database.read, clock);
	const rows = lines.map(({ category, siteName, due, kept, oldest }) => [
		...[CATEGORIES[category], siteName, String(due), String(kept), oldest ?? '']
	]);
	return [
		table(['catégorie', 'milieu', 'à effacer', 'retenu', 'plus ancien'], rows),
		...(rows.length === 0 ? ['Rien à effacer.'] : []),
		`Durées : valeurs des visites ${duration(retention.visit_values)}, personnes ${duration(retention.person)}.`,
		'Rien n’a été effacé.',
		...behind(behindMs)
	].join('\n');
}

const CATEGORIES = { visit_values: 'valeurs des visites', person: 'personnes' } as const;
const visits = (count: number) => `${count} ${count < 2 ? 'visite' : 'visites'}`;
const people = (count: number) => `${count} ${count < 2 ? 'personne' : 'personnes'}`;
const UNITS = { hour: 'h', day: 'j', month: 'mois' } as const;
const duration = ({ amount, unit }: Keeping) => `${amount} ${UNITS[unit]}`;

function behind(ms: number): string[] {
	if (ms === 0) return [];
	const minutes = Math.round(ms / 60_000);
	return [`L’horloge de la base retarde de ${minutes} min sur le dernier effacement : elle a été reculée.`];
}
