/** The body of every call that has one, and one of each that would be right. */
import type { z } from 'zod';
import {
	acknowledgeBody,
	approveBody,
	blockBodies,
	breakGlassBody,
	callNextBody,
	displayTokenBody,
	entryBodies,
	leaveAloneBody,
	personBodies,
	pinBody,
	registerBody,
	signInBody,
	visitBodies
} from '#lib/contract/commands.ts';
import { arrangementBody, arrangementReviewBody, debriefBody } from '#lib/contract/team.ts';
import { lookBodies, lookBody, tallyBody } from '#lib/contract/looks.ts';
import { findPeopleBody, openPersonBody } from '#lib/contract/people.ts';
import {
	addPasskeyBody,
	askPasskeyBody,
	passkeySignInBody,
	secondFactorBody,
	stepUpBody
} from '#lib/contract/second-factor.ts';
import { newId } from './client.ts';

export const SITE = 'perron';
export const CANARY = 'Zébulonne-Quatrefeuilles';
export type Body = z.ZodObject<Record<string, z.ZodType>>;
const steps = (bodies: Record<string, z.ZodObject>, path: string) =>
	Object.entries(bodies).map(([step, schema]): [string, Body] => [`${path}/${step}`, schema as Body]);

/** Every call that has a body. */
export const BODIES = new Map<string, Body>([
	['/session', signInBody],
	['/session/unlock', pinBody],
	['/session/second-factor', secondFactorBody],
	['/session/step-up', stepUpBody],
	['/session/passkey/options', askPasskeyBody],
	['/session/passkey', passkeySignInBody],
	['/session/passkeys', addPasskeyBody],
	['/session/alone', leaveAloneBody],
	[`/sites/${SITE}/visits`, registerBody],
	[`/sites/${SITE}/call-next`, callNextBody],
	...steps(blockBodies, `/sites/${SITE}/blocks`),
	...steps(entryBodies, '/entries/ENTRY'),
	...steps(visitBodies, '/visits/VISIT'),
	[`/sites/${SITE}/looks`, lookBody],
	...steps(lookBodies, '/looks/LOOK'),
	[`/sites/${SITE}/tallies`, tallyBody],
	[`/sites/${SITE}/tallies/take-back`, tallyBody],
	[`/sites/${SITE}/people/find`, findPeopleBody],
	[`/sites/${SITE}/people/${newId()}/open`, openPersonBody],
	...steps(personBodies, `/sites/${SITE}/people/${newId()}`),
	['/visits/VISIT/break-glass', breakGlassBody],
	[`/sites/${SITE}/debrief`, debriefBody],
	[`/sites/${SITE}/people/${newId()}/arrangement`, arrangementBody],
	[`/sites/${SITE}/people/${newId()}/arrangement/review`, arrangementReviewBody.options[0]],
	[`/sites/${SITE}/displays/${newId()}/acknowledge`, acknowledgeBody],
	['/displays/pairings/BCDFGHJK/approve', approveBody],
	['/displays/token', displayTokenBody]
]);

/** Calls whose body is `{}`. */
export const EMPTY = [
	...['activity', 'lock', 'passkeys/options'].map((path) => `/session/${path}`),
	...['/displays/pairings', `/sites/${SITE}/people/${newId()}/export`]
];

/** What a browser gives, in form; for nobody's key. */
const PASSKEY = {
	id: 'AAAA',
	rawId: 'AAAA',
	type: 'public-key',
	clientExtensionResults: {},
	response: { clientDataJSON: 'AA', attestationObject: 'AA', authenticatorData: 'AA', signature: 'AA' }
};

/** A body that would be right, with one field made wrong. */
export function bodyFor(schema: Body): Record<string, unknown> {
	const right: Record<string, unknown> = {
		username: 'inf1',
		password: 'halte-demo',
		siteId: SITE,
		deviceCode: 'd'.repeat(40),
		accountId: 'inf1',
		pin: '135790',
		use: 'sign_in',
		totp: '123456',
		passkey: PASSKEY,
		service: 'ecoute',
		level: 'now',
		cause: 'pain',
		...{
			isNew: true,
			personId: newId(),
			otherVisitId: newId(),
			withVisitId: newId(),
			intoId: newId(),
			on: '2030-01-15'
		},
		// Modes of a party and of an interpreter are two lists.
		...(schema === visitBodies.group ? { mode: 'together' } : { mode: 'phone' }),
		...(schema === visitBodies.where && { room: null }),
		...{ kind: 'cafe', accountId: 'inf1' },
		...(schema === lookBody && { signs: [], words: CANARY }),
		answers: [{ question: 'nom', version: 1, status: 'declined' }],
		...{ version: 1, language: 'fr', way: 'said', number: 'TREM87531414', outcome: 'ended' },
		...{
			reason: 'needs_calm',
			helps: 'x',
			until: '2030-01-15',
			personInformed: true,
			arrangementId: newId()
		},
		...(schema === debriefBody && { note: CANARY }),
		...(schema === breakGlassBody && { reason: 'life_in_danger', words: CANARY }),
		...(schema === registerBody && { alias: CANARY, note: CANARY }),
		...(schema === findPeopleBody && { alias: CANARY, word: CANARY }),
		...(schema === openPersonBody && { purpose: 'care' })
	};
	const fields = Object.keys(schema.shape);
	const known = Object.entries(right).filter(([field]) => fields.includes(field));
	return { ...(fields.includes('id') && { id: newId() }), ...Object.fromEntries(known) };
}
