/** `npm run admin -- init`: an empty network gets its first site and its first administrator. */
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { newSite, username } from '#lib/contract/administration.ts';
import { beginNetwork, type Beginning } from '#lib/server/administration/begin-network.ts';
import { checked, noMore, readLine } from './arguments.ts';
import { done, Failure } from './failure.ts';
import type { openHouse, Rooms } from './house.ts';
import { readWords } from './words.ts';

const OPTIONS = {
	'site-id': 'one',
	'site-name': 'one',
	'site-kind': 'one',
	'site-audience': 'one',
	timezone: 'one',
	username: 'one',
	name: 'one',
	title: 'one',
	from: 'one'
} as const;

/** Asked at a terminal when they are missing. */
const QUESTIONS = {
	'site-id': 'Identifiant du premier milieu (petites lettres et tirets)',
	'site-name': 'Nom du premier milieu',
	username: 'Nom d’utilisateur de l’administration',
	name: 'Nom affiché de cette personne'
} as const;

const shown = z.string().trim().min(1).max(80);

export async function runInit(args: readonly string[], open: typeof openHouse): Promise<string> {
	const { words, options } = readLine(args, OPTIONS);
	noMore(words);
	const answers = { ...options, ...(await askWhatIsMissing(options)) };
	const { siteId, name, kind, audience, timezone } = newSite.shape;
	const beginning: Beginning = {
		site: {
			siteId: checked('site-id', siteId, answers['site-id']),
			name: checked('site-name', name, answers['site-name']),
			kind: checked('site-kind', kind, answers['site-kind'] ?? 'milieu'),
			audience: checked('site-audience', audience, answers['site-audience'] ?? 'toute personne'),
			timezone: checked('timezone', timezone, answers.timezone ?? zoneOfThisMachine())
		},
		administrator: {
			username: checked('username', username, answers.username),
			name: checked('name', shown, answers.name),
			title: checked('title', shown, answers.title ?? 'Administration')
		},
		words: answers.from === undefined ? null : await readWords(answers.from)
	};
	return open((rooms) => begin(rooms, beginning), { fresh: true });
}

async function begin(rooms: Rooms, beginning: Beginning): Promise<string> {
	const outcome = done(await beginNetwork(rooms, beginning));
	if ('notEmpty' in outcome) {
		throw new Failure(
			'Ce réseau a déjà un milieu ou un compte : init ne sert qu’une fois. Rien n’a été changé.'
		);
	}
	const { origins, databaseUrl } = rooms.environment;
	const { code, minutes, trainedOn } = outcome;
	return [
		`Le milieu « ${beginning.site.name} » et le compte « ${beginning.administrator.username} » sont créés.`,
		'',
		`  Code à usage unique : ${code}`,
		'',
		`Bon ${minutes} minutes, une seule fois, à la page ${origins[0] ?? ''}/premiere-fois.`,
		'Un autre : npm run admin -- accounts code ' + beginning.administrator.username,
		'',
		`Sa formation sur la protection des renseignements est notée au ${trainedOn} : la loi la demande à l’entrée,`,
		'puis chaque année. Si c’est un autre jour : npm run admin -- accounts trained ' +
			`${beginning.administrator.username} AAAA-MM-JJ`,
		...(beginning.words === null
			? ['', 'Le réseau n’a encore ni services ni mots : npm run admin -- words --from FICHIER']
			: []),
		...(databaseUrl === null
			? ['', 'Démarrez Halte avec HALTE_DEMO=0 : la démonstration ne demande pas de deuxième étape.']
			: [])
	].join('\n');
}

type Answers = Partial<Record<keyof typeof QUESTIONS, string>>;

/** At a terminal, one question after the other; elsewhere what is missing stays missing. */
async function askWhatIsMissing(given: Answers): Promise<Answers> {
	const missing = (Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]).filter(
		(name) => given[name] === undefined
	);
	if (missing.length === 0 || !process.stdin.isTTY || !process.stdout.isTTY) return {};
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	try {
		const answers: Answers = {};
		for (const name of missing) answers[name] = await terminal.question(`${QUESTIONS[name]} : `);
		return answers;
	} finally {
		terminal.close();
	}
}

function zoneOfThisMachine(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
