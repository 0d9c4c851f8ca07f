/** Prints `docs/states.md` from the policy, the transitions and the decisions themselves. Pure. */
import { callNext, register } from '../factories/commands.ts';
import { aNurse, everyRole } from '../factories/people.ts';
import { aContext } from '../factories/scenario.ts';
import { aClosedSite, aSite } from '../factories/site.ts';
import { OPENING, TODAY, minute } from '../factories/time.ts';
import { READS, VERBS, audiencesFor, ruleFor, type Read, type Verb } from '#lib/domain/policy/policy.ts';
import { ROLES, type Role } from '#lib/domain/policy/roles.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import { decide } from '#lib/domain/queue/decide.ts';
import { isRefusal } from '#lib/domain/queue/decision.ts';
import type { EntryStatus, Presence, Standing } from '#lib/domain/visit/state.ts';
import {
	ENTRY_VERBS,
	UNDO_MS,
	VISIT_VERBS,
	placeStepRefusal,
	visitStepRefusal
} from '#lib/domain/visit/transitions.ts';

const PRESENCES: readonly Presence[] = ['here', 'stepped_out', 'absent', 'left'];
const STATUSES: readonly EntryStatus[] = [
	'waiting',
	'called',
	'in_service',
	'done',
	'rerouted',
	'deferred',
	'redirected',
	'cancelled'
];
const NOTHING = '–';

/** The whole document; `tests/architecture/states.test.ts` compares it with the file. */
export function statesDocument(): string {
	return [
		INTRODUCTION,
		DIAGRAMS,
		LEGEND,
		'## Places: status × role',
		PLACES_NOTE,
		table(['status', 'when', ...ROLES], placeRows()),
		UNDO_NOTE,
		'## Visits: presence × role',
		VISITS_NOTE,
		table(['presence', 'its places', ...ROLES], visitRows()),
		'## The whole site: command × role',
		SITE_NOTE,
		table(['command', 'block open', 'no block', ...ROLES], siteRows()),
		'## Screens: role × audience',
		SCREENS_NOTE,
		table(['role', 'gives nothing', 'gives a service'], screenRows())
	]
		.map((part) => part.trim())
		.join('\n\n')
		.concat('\n');
}

const INTRODUCTION = `# States: who may do what, and when

<!-- Made by tests/architecture/states.test.ts from the code. Change the code, then: UPDATE_DOCS=1 npx vitest run tests/architecture/states.test.ts -->

A **visit** is one person's presence at one block. It holds one **place** (an \`entry\` in the code) for each service
wanted. *Presence* belongs to the visit: a person is here, outside, absent when called, or gone. *Status* belongs to the
place: it waits, is called, is in service, and ends. Nobody is ever removed: an absence keeps the place, and a place
that has ended stays with its reason and can be reopened during the block.

Two questions are asked of every command: does the **state** allow it (\`domain/visit/transitions.ts\`), and does the
**policy** allow it to this account (\`domain/policy/policy.ts\`)? The tables below are the answer to both at once, and
screens ask the same two functions for the buttons that they show. All commands but opening a block need the visit's
block to be open.
`;

const DIAGRAMS = `## A place

\`\`\`mermaid
stateDiagram-v2
	[*] --> waiting: register, reroute
	waiting --> called: call, call_next
	called --> called: recall, take_over
	called --> in_service: start
	called --> waiting: absent, release
	in_service --> in_service: take_over
	in_service --> waiting: release
	in_service --> done: complete
	waiting --> rerouted: reroute
	called --> rerouted: reroute
	in_service --> rerouted: reroute
	waiting --> deferred: defer
	called --> deferred: defer
	waiting --> cancelled: cancel, leave
	called --> cancelled: cancel, leave
	waiting --> redirected: cancel
	called --> redirected: cancel
	done --> waiting: reopen
	deferred --> waiting: reopen
	cancelled --> waiting: reopen
	redirected --> waiting: reopen
\`\`\`

## A visit

\`\`\`mermaid
stateDiagram-v2
	[*] --> here: register
	here --> stepped_out: step_out
	stepped_out --> here: return
	here --> absent: absent
	absent --> here: return
	here --> left: leave
	stepped_out --> left: leave
	absent --> left: leave
	left --> here: reopen
\`\`\`
`;

const LEGEND = `## Legend of rules

| rule | the command is allowed |
|---|---|
| (none) | to everybody of the role |
| *gives* | for a service that the account gives at this site |
| *in_hand* | to the one who called, and to those who give the service |
| *levels* | when the site trusts the account with levels |
| *own* | for one's own last step |
| ${NOTHING} | never: what is not written is refused |
`;

const PLACES_NOTE = `“In hand” means that another place of the same visit is called or in service: one person is with one
colleague at a time. \`take_over\` is for colleagues, not for the one who has the person already.
`;

const UNDO_NOTE = `\`undo\` depends on history, not on the status: it takes back the last step of that place, once, within ${UNDO_MS / 1000} s, while
no later step touched the visit. ${ROLES.filter((role) => ruleFor(role, 'undo') !== null)
	.map((role) => `${role}: ${ruleFor(role, 'undo') === 'own' ? '*own*' : 'anybody’s step'}`)
	.join('; ')}; others: never.
`;

const VISITS_NOTE = `Somebody who is called or in service is here; whoever left has nothing open.
`;

const SITE_NOTE = `A second block is opened only for a later day, and closes the former. Reads are listed with the commands: \`file\` is one
visit in full, audited; \`pair_display\` approves a waiting-room screen.
`;

const SCREENS_NOTE = `An account's usual screen comes first.
`;

interface Situation {
	name: string;
	visit: Standing;
}

/** For each status, the situations that differ in what they allow. */
function placeRows(): string[][] {
	return STATUSES.flatMap((status) => {
		const groups = new Map<string, string[]>();
		for (const { name, visit } of situationsOf(status)) {
			const cells = cellsOf(stepsOfPlace(visit, status)).join('|');
			groups.set(cells, [...(groups.get(cells) ?? []), name]);
		}
		const fewestFirst = [...groups].sort(([, a], [, b]) => a.length - b.length);
		return fewestFirst.map(([cells, names], index) => {
			const isRest = index === fewestFirst.length - 1;
			const when = !isRest ? names.join('; ') : index === 0 ? 'always' : 'otherwise';
			return [code(status), when, ...cells.split('|')];
		});
	});
}

function situationsOf(status: EntryStatus): Situation[] {
	return PRESENCES.flatMap((presence) => [
		{ name: presence, visit: { presence, entries: [{ status }] } },
		{ name: `${presence}, in hand`, visit: { presence, entries: [{ status }, { status: 'called' }] } }
	]);
}

function stepsOfPlace(visit: Standing, status: EntryStatus): Verb[] {
	return ENTRY_VERBS.filter((verb) => verb !== 'undo' && placeStepRefusal(visit, status, verb) === null);
}

function visitRows(): string[][] {
	const rows: [Presence, string, EntryStatus][] = [
		['here', 'waiting', 'waiting'],
		['here', 'called', 'called'],
		['here', 'in service', 'in_service'],
		['here', 'all ended', 'done'],
		['stepped_out', 'waiting', 'waiting'],
		['stepped_out', 'all ended', 'deferred'],
		['absent', 'waiting', 'waiting'],
		['absent', 'all ended', 'deferred'],
		['left', 'all ended', 'cancelled']
	];
	return rows.map(([presence, places, status]) => {
		const visit = { presence, entries: [{ status }] };
		const steps = VISIT_VERBS.filter((verb) => visitStepRefusal(visit, verb) === null);
		return [code(presence), places, ...cellsOf(steps)];
	});
}

function siteRows(): string[][] {
	const ofOneVisit = new Set<Verb | Read>([...ENTRY_VERBS, ...VISIT_VERBS]);
	return [...VERBS, ...READS]
		.filter((verb) => !ofOneVisit.has(verb))
		.map((verb) => [code(verb), whenOpen(verb), whenShut(verb), ...ROLES.map((role) => markOf(role, verb))]);
}

const SITE_COMMANDS: Partial<Record<Verb | Read, Command>> = {
	register: register(),
	call_next: callNext(),
	open_block: {
		verb: 'open_block',
		blockId: 'next',
		localDay: TODAY,
		startsAt: OPENING,
		endsAt: minute(240),
		services: [],
		defaultService: null
	},
	close_block: { verb: 'close_block' }
};

const whenOpen = (verb: Verb | Read) => answerOf(SITE_COMMANDS[verb], aSite());
const whenShut = (verb: Verb | Read) => answerOf(SITE_COMMANDS[verb], aClosedSite());

function answerOf(command: Command | undefined, state: Parameters<typeof decide>[0]): string {
	if (command === undefined) return 'yes';
	const decision = decide(state, command, aContext({ actor: aNurse() }));
	return isRefusal(decision) ? code(decision.refused) : 'yes';
}

function screenRows(): string[][] {
	const withService = everyRole(['nursing']);
	return everyRole([]).map((actor, index) => [
		actor.role,
		audiencesFor(actor).join(', ') || NOTHING,
		audiencesFor(withService[index]!).join(', ') || NOTHING
	]);
}

/** What each role may do of these steps, with the rule where there is one. */
function cellsOf(steps: readonly Verb[]): string[] {
	return ROLES.map((role) => {
		const allowed = steps.filter((verb) => ruleFor(role, verb) !== null);
		return allowed.map((verb) => named(verb, role)).join(', ') || NOTHING;
	});
}

function named(verb: Verb, role: Role): string {
	const rule = ruleFor(role, verb);
	return rule === 'yes' ? code(verb) : `${code(verb)} *${rule}*`;
}

function markOf(role: Role, verb: Verb | Read): string {
	const rule = ruleFor(role, verb);
	return rule === null ? NOTHING : rule === 'yes' ? 'yes' : `*${rule}*`;
}

const code = (text: string) => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
