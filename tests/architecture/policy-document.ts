/** Prints `docs/policy.md` from the policy's table, the types of the views and the schemas of the answers. Pure. */
import { readFileSync } from 'node:fs';
import { ruleOf, ruleOfAudience, type Asks } from '../support/policy/asks.ts';
import { CALLS } from '../support/policy/calls.ts';
import { CONDITIONS, type Condition } from '../support/policy/conditions.ts';
import { isWithin, type Field } from '../support/policy/field.ts';
import { PAGES } from '../support/policy/pages.ts';
import {
	answers,
	events,
	messages,
	pathsFor,
	problem,
	views,
	type Received
} from '../support/policy/received.ts';
import { SENSITIVE } from '../support/policy/sensitive.ts';
import { HEARD, SAID } from '../support/policy/socket-events.ts';
import * as policy from '#lib/domain/policy/policy.ts';
import { NETWORK_WIDE, looksAfter, type Act } from '#lib/domain/policy/policy.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';

const NEVER = '—';
const POLICY = 'src/lib/domain/policy/policy.ts';

/** The whole document; `tests/architecture/policy.test.ts` compares it with the file. */
export function policyDocument(): string {
	return [
		INTRODUCTION,
		'## Legend',
		LEGEND,
		table(
			['rule', 'what it says'],
			[...ruleWords()].map(([word, meaning]) => [rule(word), meaning])
		),
		'## What tells who somebody is, or why they came',
		SENSITIVE_NOTE,
		table(
			['what', ...ROLES],
			SENSITIVE.map(({ what, roles }) => [what, ...byRole((r) => yes(roles.includes(r)))])
		),
		'## Role × site',
		SITES_NOTE,
		table(['', ...ROLES], [['sites', ...byRole(reachOf)]]),
		...actSections(),
		'## Role × role that is looked after',
		LOOKS_AFTER_NOTE,
		table(
			['accounts of', ...ROLES],
			ROLES.map((one) => [code(one), ...byRole((by) => yes(looksAfter(by, one)))])
		),
		'## Role × audience',
		AUDIENCES_NOTE,
		table(
			['audience', 'screen', ...ROLES],
			policy.AUDIENCES.map((one) => [
				code(one),
				yes(one === 'display'),
				...byRole((role) => mark(ruleOfAudience(one, role)))
			])
		),
		'## Role × call',
		CALLS_NOTE,
		table(
			['call', 'asks for', ...ROLES],
			Object.entries(CALLS).map(([call, { asks }]) => door(call, asks))
		),
		'## Role × page',
		PAGES_NOTE,
		table(['page', 'asks for', ...ROLES], pageRows()),
		'## Role × field of every view',
		VIEWS_NOTE,
		...views().flatMap((view) => [`### ${code(view.name)}`, ...fieldTable(view, view.name === 'display')]),
		'## Role × field of every answer',
		ANSWERS_NOTE,
		...answers().flatMap((one) => [`### ${nameOf(one)}`, callsOf(one), ...fieldTable(one)]),
		`### \`problem\``,
		PROBLEM_NOTE,
		...fieldTable(problem()),
		'## Line × field of every message over a socket',
		MESSAGES_NOTE,
		table(['message', 'fields', 'staff', 'screen'], messageRows())
	]
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.join('\n\n')
		.concat('\n');
}

const INTRODUCTION = `# Policy: who may do and see what

<!-- Made by tests/architecture/policy.test.ts from the code. Change the code, then: UPDATE_DOCS=1 npx vitest run tests/architecture/policy.test.ts -->

The table in \`${POLICY}\` is asked before anything is done or shown; what is not written there is refused.
This is that table, with every call, page and field that depends on it. \`tests/integration/policy-walk.int.test.ts\` goes
to each of these doors as each role, at a site of one's own and at another one, and compares. A change of a cell is a
change of who knows what: it is reviewed here.

Whoever has no business at a site is told that it does not exist (404), whatever the role. When something may be done,
as opposed to by whom, is in [states.md](states.md).
`;

const LEGEND = `« screen » is a waiting-room screen with its key: nobody's account.
`;

const SENSITIVE_NOTE = `Who can ever receive it, in any view or answer, under the conditions below. The list is written by hand and compared with
the fields of every view and answer.
`;

const SITES_NOTE = `At which sites all that follows may be done and seen.
`;

const LOOKS_AFTER_NOTE = `What *below* means above.
`;

const AUDIENCES_NOTE = `An audience is a type (ADR 4): what it may not know has no field in it.
`;

const CALLS_NOTE = `« anybody » needs no session; « tablet » is an enrolled one, whoever stands in front of it; « any session » may be
locked, or its second factor due. « confirmed » means: who it is was shown in the last ten minutes, and not by a PIN.
Whoever has no open session is answered 401.
`;

const PAGES_NOTE = `Without a session a page leads to the sign-in page. \`?/name\` is a form of the page.
`;

const VIEWS_NOTE = `\`[]\` is each of a list; ? marks what may be left out. Whoever has no mark never gets the view at all.
`;

const ANSWERS_NOTE = `As in \`/api/v1/openapi.json\`. A rule stands here when every call that answers so asks for one.
`;

const PROBLEM_NOTE = `What any call answers when it says no, to anybody.
`;

const MESSAGES_NOTE = `A member of the staff hears of a site that they watch, a screen of its own.
`;

/** « gives » and what it means, as the policy's own file explains them. */
export function ruleWords(): Map<string, string> {
	const [, comment = ''] = /^\/\*\*(.*?)\*\//s.exec(readFileSync(POLICY, 'utf8')) ?? [];
	const lines = [...comment.matchAll(/^ \* {2}(\w+) {2,}(.+)$/gm)];
	return new Map([...lines.map(([, word = '', meaning = '']) => [word, meaning] as const), [NEVER, 'never']]);
}

const TITLES: Readonly<Record<string, string>> = {
	VERBS: 'command',
	READS: 'read',
	CARES: 'care of the house'
};

/** The policy's lists of acts: each one that its file exports, so that a new list shows by itself. */
export function actLists(): [string, readonly Act[]][] {
	return Object.entries(policy).flatMap(([name, value]): [string, readonly Act[]][] =>
		isListOfActs(value) ? [[name, value]] : []
	);
}

/** Somebody may do one of these: other lists, of roles or audiences, are about something else. */
function isListOfActs(value: unknown): value is readonly Act[] {
	const may = (act: Act) => ROLES.some((role) => policy.ruleFor(role, act) !== null);
	return Array.isArray(value) && value.some((act: Act) => may(act));
}

function actSections(): string[] {
	return actLists().flatMap(([name, acts]) => {
		const title = TITLES[name] ?? name.toLowerCase().replaceAll('_', ' ');
		const rows = acts.map((act) => [code(act), ...byRole((role) => mark(policy.ruleFor(role, act)))]);
		return [`## Role × ${title}`, table([title, ...ROLES], rows)];
	});
}

function door(name: string, asks: Asks): string[] {
	return [code(name), askedFor(asks), ...byRole((role) => mark(ruleOf(asks, role)))];
}

function askedFor(asks: Asks): string {
	const more = [
		...(asks.network ? ['of every site'] : []),
		...(asks.fresh ? ['confirmed'] : []),
		...(asks.orPending ? ['or second factor due'] : [])
	];
	return [askedOnce(asks), ...more].join(', ');
}

function askedOnce(asks: Asks): string {
	switch (asks.of) {
		case 'anybody':
		case 'tablet':
			return asks.of;
		case 'pending':
			return 'second factor due';
		case 'alone':
			return 'left alone there';
		case 'untrained':
			return 'training due';
		case 'session':
			return 'any session';
		case 'signed_in':
			return 'open session';
		case 'act':
			return code(asks.act);
		case 'board':
			return 'an audience';
		case 'audience':
			return `audience ${code(asks.audience)}`;
	}
}

function pageRows(): string[][] {
	return Object.entries(PAGES).flatMap(([page, { asks, forms }]) => [
		door(page, asks),
		...Object.entries(forms ?? {}).map(([name, form]) => door(`${page}?/${name}`, form.asks))
	]);
}

function fieldTable(received: Received, toScreens = false): string[] {
	const conditions = CONDITIONS.filter(({ of }) => of === received.name);
	const screen = toScreens ? ['screen'] : [];
	const told = new Map(ROLES.map((role) => [role, pathsFor(received, role)]));
	const rows = received.fields.map((field) => [
		fieldName(field, conditions),
		...screen.map(() => 'yes'),
		...byRole((role) =>
			told.get(role)?.includes(field.path) ? received.rulesFor(role).map(rule).join(', ') : NEVER
		)
	]);
	const notes = conditions.map(({ words }, i) => `(${letter(i)}) ${words}`);
	return [table(['field', ...screen, ...ROLES], rows), notes.join('; ').concat(notes.length > 0 ? '.' : '')];
}

function fieldName({ path, optional }: Field, conditions: readonly Condition[]): string {
	const marks = conditions.flatMap((one, i) => (isWithin(path, one.path) ? ` (${letter(i)})` : []));
	return `${code(path)}${optional ? '?' : ''}${marks.join('')}`;
}

function nameOf({ name, calls }: Received): string {
	return calls.includes(name) ? `Answer of ${code(name)}` : code(name);
}

function callsOf({ name, calls }: Received): string {
	return calls.includes(name) ? '' : `From ${calls.map(code).join(', ')}.`;
}

function messageRows(): string[][] {
	const rows = (of: Map<string, Field[]>, between: typeof HEARD, way: string) =>
		[...of].map(([name, fields]) => {
			const paths = fields.map(({ path }) => path).filter((path) => !isWithin(path, 'view'));
			const more = name === 'view' ? [code('view'), '(that of the audience, above)'] : [];
			const told = [...paths.map(code), ...more].join(' ');
			return [
				`${code(name)} ${way}`,
				told || NEVER,
				yes(!!between[name]?.staff),
				yes(!!between[name]?.screen)
			];
		});
	return [...rows(messages(), HEARD, 'heard'), ...rows(events(), SAID, 'said')];
}

const byRole = (cell: (role: Role) => string): string[] => ROLES.map(cell);
const letter = (index: number): string => String.fromCharCode(97 + index);
const code = (text: string): string => `\`${text}\``;
const yes = (is: boolean): string => (is ? 'yes' : NEVER);
const reachOf = (role: Role): string => (NETWORK_WIDE.includes(role) ? 'every' : 'those of the account');
const rule = (word: string): string => (word === 'yes' || word === NEVER ? word : `*${word}*`);
const mark = (word: policy.Rule | null): string => (word === null ? NEVER : rule(word));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
