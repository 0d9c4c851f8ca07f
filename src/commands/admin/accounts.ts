/** `npm run admin -- accounts`: accounts at the terminal, by the same rules as in the office. */
import { z } from 'zod';
import { accountForms, username as usernameShape } from '#lib/contract/administration.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';
import { ROLE_NAMES } from '#lib/messages/change-sentences.ts';
import { changeAccount, type AccountWish } from '#lib/server/administration/change-account.ts';
import { createAccount } from '#lib/server/administration/create-account.ts';
import {
	endSessions,
	issueCode,
	resetFactors,
	type CodeToTell
} from '#lib/server/administration/let-in-again.ts';
import { listAccounts } from '#lib/server/administration/list-accounts.ts';
import { checked, noMore, readLine } from './arguments.ts';
import { done, Failure, Misuse } from './failure.ts';
import type { openHouse, Rooms } from './house.ts';
import { table } from './table.ts';

export async function runAccounts(
	[verb, ...args]: readonly string[],
	open: typeof openHouse
): Promise<string> {
	switch (verb) {
		case 'list':
			return list(args, open);
		case 'add':
			return add(args, open);
		case 'role': {
			const [username, role, ...more] = readLine(args, {}).words;
			noMore(more);
			const wish = { kind: 'role', role: checked('role', z.enum(ROLES), role) } as const;
			return onAccount(open, username, (rooms, id) => grant(rooms, id, wish, 'Le rôle est changé.'));
		}
		case 'trained': {
			const [username, day, ...more] = readLine(args, {}).words;
			noMore(more);
			const wish = { kind: 'train', trainedOn: checked('trained', z.iso.date(), day) } as const;
			return onAccount(open, username, (rooms, id) =>
				grant(rooms, id, wish, 'La date de formation est notée.')
			);
		}
		case 'disable':
		case 'enable': {
			const said = verb === 'disable' ? 'Le compte est désactivé.' : 'Le compte est réactivé.';
			return onAccount(open, oneWord(args), (rooms, id) => grant(rooms, id, { kind: verb }, said));
		}
		case 'code':
			return onAccount(open, oneWord(args), async (rooms, id) =>
				told(done(await issueCode(rooms, 'operator', id)))
			);
		case 'end-sessions':
			return onAccount(open, oneWord(args), async (rooms, id) => {
				done(await endSessions(rooms, 'operator', id));
				return 'Toutes les connexions de ce compte sont terminées.';
			});
		case 'reset-factors':
			return onAccount(open, oneWord(args), async (rooms, id) => {
				done(await resetFactors(rooms, 'operator', id));
				return 'La deuxième étape de ce compte est retirée.';
			});
		case undefined:
			throw new Misuse('accounts : que faire ?');
	}
	throw new Misuse(`accounts ${verb} n’existe pas.`);
}

function oneWord(args: readonly string[]): string | undefined {
	const [word, ...more] = readLine(args, {}).words;
	noMore(more);
	return word;
}

/** Works on the account of a user name. */
function onAccount(
	open: typeof openHouse,
	username: string | undefined,
	work: (rooms: Rooms, accountId: string) => Promise<string>
): Promise<string> {
	if (username === undefined) throw new Misuse('Le nom d’utilisateur manque.');
	return open(async (rooms) => {
		const [row] = await rooms.database.read<
			{ id: string }[]
		>`select id from account where username = ${username}`;
		if (row === undefined) throw new Failure(`Aucun compte ne s’appelle ${username}.`);
		return work(rooms, row.id);
	});
}

async function grant(rooms: Rooms, accountId: string, wish: AccountWish, said: string): Promise<string> {
	const { changed } = done(await changeAccount(rooms, 'operator', accountId, wish));
	return changed ? said : 'C’était déjà ainsi.';
}

function told({ code, minutes }: CodeToTell): string {
	return `Code à usage unique : ${code}\nBon ${minutes} minutes, une seule fois.`;
}

const STATES = { active: 'actif', waiting: 'sans mot de passe', disabled: 'désactivé' } as const;

async function list(args: readonly string[], open: typeof openHouse): Promise<string> {
	const { words, options } = readLine(args, { site: 'one' });
	noMore(words);
	const accounts = done(await open((rooms) => listAccounts(rooms, 'operator')));
	const rows = accounts
		.filter(({ siteIds }) => options.site === undefined || siteIds.includes(options.site))
		.map(({ username, name, role, state, hasFactor, trainedOn, siteIds }) => [
			...[username, name, ROLE_NAMES[role](), STATES[state]],
			...[hasFactor ? 'oui' : 'non', trainedOn ?? 'aucune', siteIds.join(' ')]
		]);
	return table(['utilisateur', 'nom', 'rôle', 'état', '2e étape', 'formation', 'milieux'], rows);
}

async function add(args: readonly string[], open: typeof openHouse): Promise<string> {
	const { words, options } = readLine(args, {
		...{ username: 'one', name: 'one', title: 'one', role: 'one', trained: 'one' },
		...{ site: 'several', service: 'several', levels: 'several' }
	} as const);
	noMore(words);
	const { name, title, role } = accountForms.create.shape;
	const pairs = options.service.map((pair) => pair.split(':'));
	const stray = [...pairs.map(([site]) => site), ...options.levels].find(
		(site) => !options.site.includes(site ?? '')
	);
	if (stray !== undefined) throw new Misuse(`--site ${stray} manque.`);
	const account = {
		username: checked('username', usernameShape, options.username),
		name: checked('name', name, options.name),
		title: checked('title', title, options.title),
		role: checked('role', role, options.role),
		trainedOn: options.trained === undefined ? null : checked('trained', z.iso.date(), options.trained),
		places: new Map(
			options.site.map((siteId) => {
				const services = pairs.flatMap(([site, service]) => (site === siteId && service ? [service] : []));
				return [siteId, { services, maySetLevel: options.levels.includes(siteId) }];
			})
		)
	};
	return open(async (rooms) => {
		const made = done(await createAccount(rooms, 'operator', account));
		const untrained = `Il n’ouvrira rien avant : npm run admin -- accounts trained ${account.username} AAAA-MM-JJ`;
		return [
			`Le compte « ${account.username} » est créé.`,
			told(made),
			...(account.trainedOn === null ? [untrained] : [])
		].join('\n');
	});
}
