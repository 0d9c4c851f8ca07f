/** The policy as everybody can read it, and what a review of it has agreed to. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { CALLS } from '../support/policy/calls.ts';
import { CONDITIONS } from '../support/policy/conditions.ts';
import { isWithin } from '../support/policy/field.ts';
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
import { actionsOfRoutes, callsOfRoutes, pagesOfRoutes, strangeFiles } from '../support/policy/route-tree.ts';
import { SENSITIVE } from '../support/policy/sensitive.ts';
import { HEARD, SAID } from '../support/policy/socket-events.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';
import { ruleFor } from '#lib/domain/policy/policy.ts';
import { actLists, policyDocument, ruleWords } from './policy-document.ts';

const FILE = new URL('../../docs/policy.md', import.meta.url);
const received: readonly Received[] = [...views(), ...answers(), problem()];
const places = received.flatMap(({ name, fields }) => fields.map(({ path }) => `${name}: ${path}`));

it('docs/policy.md says what the code does (UPDATE_DOCS=1 rewrites it)', () => {
	const document = policyDocument();
	if (process.env.UPDATE_DOCS === '1') writeFileSync(FILE, document);
	expect(readFileSync(FILE, 'utf8')).toBe(document);
});

it('every rule that the table uses is explained at the top of the policy', () => {
	const used = actLists().flatMap(([, acts]) =>
		acts.flatMap((act) => ROLES.map((role) => ruleFor(role, act)))
	);
	expect([...ruleWords().keys()]).toEqual(
		expect.arrayContaining([...new Set(used)].filter((r) => r !== null))
	);
});

describe('What tells who somebody is, or why they came', () => {
	test.each(SENSITIVE)('$what: in these fields only, and to these roles', ({ named, at, isNot, roles }) => {
		const found = places.filter((place) =>
			place
				.replace(/^.*: /, '')
				.split(/[.[\]]+/)
				.some((name) => named.test(name))
		);
		expect(found.sort()).toEqual([...at, ...Object.keys(isNot)].sort());
		const told = ROLES.filter((role) =>
			received.some((one) => pathsFor(one, role).some((path) => at.includes(`${one.name}: ${path}`)))
		);
		expect(told).toEqual(ROLES.filter((role) => roles.includes(role)));
	});

	test.each(['display', 'host_worker'])('the view of « %s » has no field for any of it', (audience) => {
		const paths = places.filter((place) => place.startsWith(`${audience}: `));
		expect(paths.length).toBeGreaterThan(10);
		expect(
			paths.filter((path) =>
				/alias|reason|service|level|cause|contact|note|language|calledBy|steps/i.test(path)
			)
		).toEqual([]);
	});
});

describe('Conditions that a type cannot say', () => {
	test.each(CONDITIONS)('$of: $path is a field', ({ of, path }) => {
		const fields = received.find(({ name }) => name === of)?.fields ?? [];
		expect(fields.some((field) => isWithin(field.path, path))).toBe(true);
	});
});

/** What is missing or gone, and how to mend it, for whoever adds a route. */
function expectRows(file: string, rows: readonly string[], routes: readonly string[], example: string): void {
	const missing = routes.filter((route) => !rows.includes(route));
	const gone = rows.filter((row) => !routes.includes(row));
	const how = [
		`Rows that are missing in tests/support/policy/${file}, or whose route is gone. A row says what the route asks`,
		`of the policy, and how the walk makes it succeed:\n\n\t${example}\n`,
		'Then: UPDATE_DOCS=1 npx vitest run --project unit tests/architecture/policy.test.ts, and read docs/policy.md.'
	];
	expect({ missing, gone }, how.join('\n')).toEqual({ missing: [], gone: [] });
}

describe('No door is forgotten', () => {
	it('every call of the routes has its row, and every row its call', () => {
		const example = `'POST /api/v1/…': { asks: act('…'), yes: 200, before: person(), body: (things) => ({ … }) },`;
		expectRows('calls.ts', Object.keys(CALLS), callsOfRoutes(), example);
	});

	it('every page has its row, and every row its page', () => {
		const example = `'/…/[siteId]': { asks: watching('reception') },   or signedIn, anybody, act('…')`;
		expectRows('pages.ts', Object.keys(PAGES), pagesOfRoutes(), example);
	});

	it('every form of a page has its row, and every row its form', () => {
		const example = `'/…': { asks: …, forms: { name: { asks: …, yes: 400 } } },   what an empty form is answered`;
		const rows = Object.entries(PAGES).flatMap(([page, { forms }]) =>
			Object.keys(forms ?? {}).map((name) => `POST ${page}?/${name}`)
		);
		expectRows('pages.ts', rows, actionsOfRoutes(), example);
	});

	it('every event of the sockets has its row, and every row its event', () => {
		const example = `name: { staff: true, screen: false },`;
		expectRows('socket-events.ts', Object.keys(SAID), [...events().keys()], example);
		expectRows('socket-events.ts', Object.keys(HEARD), [...messages().keys()], example);
	});

	it('nothing else serves requests', () => {
		expect(strangeFiles(), 'tests/support/policy/route-tree.ts does not read these').toEqual([]);
	});
});
