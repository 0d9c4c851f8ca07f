/**
 * Every call of the server, and what it asks of the policy. A new route or method needs a row here: the policy's
 * tests say so. In a row, `asks` is what a reviewer reads; the rest makes the call one that succeeds when allowed.
 */
import { randomUUID } from 'node:crypto';
import type { Act } from '#lib/domain/policy/policy.ts';
import {
	entryBodies,
	personBodies,
	visitBodies,
	type EntryStep,
	type PersonStep,
	type VisitStep
} from '#lib/contract/commands.ts';
import { lookBodies, type LookStep } from '#lib/contract/looks.ts';
import { newId } from '../client.ts';
import { act, anybody, anySession, board, fresh, orPending, pending, signedIn, tablet } from './asks.ts';
import { HAND } from './cast.ts';
import {
	aKnownPerson,
	aParty,
	aRestrictedVisit,
	anArrangement,
	anInterpreter,
	twoMerged,
	twoVisits
} from './known.ts';
import { aCount, aKind, aLook } from './looks.ts';
import type { CallRow } from './rows.ts';
import {
	aCutDisplay,
	aDisplay,
	aPairing,
	aSessionOfSomebody,
	noBlock,
	openBlock,
	person,
	type Before,
	type Things
} from './stage.ts';

interface Step {
	readonly before: Before;
	readonly body?: (things: Things) => object;
}

const ENTRY_STEPS: Record<EntryStep, Step> = {
	call: { before: person() },
	recall: { before: person('call') },
	start: { before: person('call') },
	complete: { before: person('call', 'start') },
	absent: { before: person('call') },
	release: { before: person('call') },
	'take-over': { before: person('call') },
	reroute: { before: person(), body: ({ thirdService }) => ({ service: thirdService }) },
	level: { before: person(), body: () => ({ level: 'now', cause: 'pain' }) },
	defer: { before: person() },
	cancel: { before: person() },
	undo: { before: person('call') }
};

const VISIT_STEPS: Record<VisitStep, Step> = {
	'step-out': { before: person() },
	return: { before: person('step_out') },
	leave: { before: person() },
	reopen: { before: person('leave') },
	details: { before: person() },
	answers: {
		before: person(),
		body: () => ({ answers: [{ question: 'age', version: 1, status: 'declined' }] })
	},
	identify: { before: person(), body: () => ({ personId: randomUUID(), isNew: true }) },
	notice: { before: person(), body: () => ({ version: 1, language: 'fr', way: 'said' }) },
	restrict: { before: person(), body: () => ({ accountId: HAND }) },
	'lift-restriction': { before: aRestrictedVisit, body: () => ({ accountId: HAND }) },
	merge: { before: twoVisits, body: ({ otherVisitId }) => ({ otherVisitId }) },
	'follow-up': { before: person(), body: () => ({ on: '2030-01-15' }) },
	group: {
		before: twoVisits,
		body: ({ otherVisitId }) => ({ withVisitId: otherVisitId, mode: 'together' })
	},
	ungroup: { before: aParty },
	where: { before: person(), body: () => ({ room: null }) },
	'check-in': { before: person() },
	interpreter: { before: person(), body: () => ({ language: 'ht', mode: 'phone' }) },
	'interpreter-confirmed': { before: anInterpreter },
	'interpreter-withdrawn': { before: anInterpreter }
};

const PERSON_STEPS: Record<PersonStep, Step & { act: Act }> = {
	details: { act: 'person_details', before: aKnownPerson, body: () => ({ knownElsewhere: true }) },
	'health-number': { act: 'health_number', before: aKnownPerson, body: () => ({ number: 'TREM87531414' }) },
	merge: {
		act: 'merge_people',
		before: aKnownPerson,
		body: ({ otherPersonId }) => ({ intoId: otherPersonId })
	},
	separate: { act: 'separate_people', before: twoMerged }
};

const LOOK_STEPS: Record<LookStep, Step & { act: Act }> = {
	acknowledge: { act: 'acknowledge_look', before: aLook },
	tell: { act: 'tell_look', before: aLook, body: () => ({ accountId: HAND }) },
	close: { act: 'close_look', before: aLook }
};

const BLOCK_STEPS: Record<'open' | 'close', Step & { act: Act }> = {
	open: { act: 'open_block', before: noBlock },
	close: { act: 'close_block', before: openBlock }
};

/** The step's word in the address is the act's, with hyphens; but for these. */
const OWN_WORDS: Record<string, Act> = { merge: 'merge_visits', answers: 'answer_questions' };
const actOf = (step: string) => act(OWN_WORDS[step] ?? (step.replaceAll('-', '_') as Act));

export const CALLS: Readonly<Record<string, CallRow>> = {
	// An empty body gets as far as its reading: that is all that « anybody » means.
	'POST /api/v1/session': { asks: anybody, yes: 400 },
	'GET /api/v1/session': { asks: signedIn, yes: 200 },
	'DELETE /api/v1/session': { asks: anySession, yes: 204, byTwin: true },
	'POST /api/v1/session/activity': { asks: signedIn, yes: 204 },
	// Those of the walk who are signed in are so on devices of their own, where there is nothing to lock.
	'POST /api/v1/session/lock': { asks: signedIn, yes: 409 },
	'POST /api/v1/session/alone': {
		...{ asks: act('leave_alone'), yes: 204, byTwin: true, siteInBody: true },
		body: ({ siteId }) => ({ siteId })
	},
	'POST /api/v1/session/unlock': { asks: tablet, yes: 400 },
	'POST /api/v1/session/second-factor': { asks: pending, yes: 400 },
	'POST /api/v1/session/step-up': { asks: signedIn, yes: 400 },
	'POST /api/v1/session/passkey/options': { asks: anybody, yes: 400 },
	'POST /api/v1/session/passkey': { asks: anybody, yes: 400 },
	// Browsers keep no passkeys for an address without a name.
	'POST /api/v1/session/passkeys/options': { asks: orPending(fresh(signedIn)), yes: 409 },
	'POST /api/v1/session/passkeys': { asks: orPending(fresh(signedIn)), yes: 400 },
	'GET /api/v1/sessions': { asks: signedIn, yes: 200 },
	'DELETE /api/v1/sessions': { asks: signedIn, yes: 204, byTwin: true },
	// Another's session does not exist, whoever asks.
	'DELETE /api/v1/sessions/[sessionId]': { asks: signedIn, yes: 404, before: aSessionOfSomebody },
	'GET /api/v1/sites': { asks: signedIn, yes: 200 },
	'GET /api/v1/sites/[siteId]/board': { asks: board, yes: 200 },
	'POST /api/v1/sites/[siteId]/visits': { asks: act('register'), yes: 201 },
	'POST /api/v1/sites/[siteId]/call-next': {
		asks: act('call_next'),
		yes: 200,
		before: person(),
		body: () => ({ alsoCall: true })
	},
	...rowsOf(ENTRY_STEPS, (step) => [
		`POST /api/v1/entries/[entryId]/${step}`,
		{ ...ENTRY_STEPS[step], asks: actOf(step), yes: 200, ofPlaces: true }
	]),
	...rowsOf(VISIT_STEPS, (step) => [
		`POST /api/v1/visits/[visitId]/${step}`,
		{ ...VISIT_STEPS[step], asks: actOf(step), yes: 200 }
	]),
	'POST /api/v1/sites/[siteId]/looks': { asks: act('quick_look'), yes: 201 },
	...rowsOf(LOOK_STEPS, (step) => [
		`POST /api/v1/looks/[lookId]/${step}`,
		{ ...LOOK_STEPS[step], asks: act(LOOK_STEPS[step].act), yes: 200, ofPlaces: true }
	]),
	'POST /api/v1/sites/[siteId]/tallies': {
		...{ asks: act('tally'), yes: 200, before: aKind },
		body: ({ kind }) => ({ kind })
	},
	'POST /api/v1/sites/[siteId]/tallies/take-back': {
		...{ asks: act('untally'), yes: 200, before: aCount },
		body: ({ kind }) => ({ kind })
	},
	'POST /api/v1/sites/[siteId]/debrief': {
		asks: act('debrief'),
		yes: 200,
		body: () => ({ id: newId(), note: 'On a bien ri.', evenSo: true })
	},
	'GET /api/v1/sites/[siteId]/people/[personId]/arrangement': {
		...{ asks: act('arrangements'), yes: 200, before: anArrangement }
	},
	'POST /api/v1/sites/[siteId]/people/[personId]/arrangement': {
		...{ asks: act('arrangements'), yes: 201, before: aKnownPerson },
		body: ({ today }) => ({
			...{ id: newId(), reason: 'needs_calm', helps: 'Le coin calme', until: today, personInformed: true }
		})
	},
	'POST /api/v1/sites/[siteId]/people/[personId]/arrangement/review': {
		...{ asks: act('arrangements'), yes: 200, before: anArrangement },
		body: ({ arrangementId }) => ({ id: newId(), arrangementId, outcome: 'ended' })
	},
	...rowsOf(PERSON_STEPS, (step) => [
		`POST /api/v1/sites/[siteId]/people/[personId]/${step}`,
		{ ...PERSON_STEPS[step], asks: act(PERSON_STEPS[step].act), yes: 200 }
	]),
	'GET /api/v1/visits/[visitId]': { asks: act('file'), yes: 200, before: person() },
	// Nobody of the walk is shut out of a file: there is nothing to break.
	'POST /api/v1/visits/[visitId]/break-glass': {
		asks: act('break_glass'),
		yes: 409,
		before: person(),
		body: () => ({ reason: 'life_in_danger', words: 'Essai' })
	},
	'POST /api/v1/sites/[siteId]/people/find': {
		asks: act('find_person'),
		yes: 200,
		body: () => ({ alias: 'Personne', word: 'ici' })
	},
	'GET /api/v1/sites/[siteId]/people/recent': { asks: act('recent_people'), yes: 200 },
	'GET /api/v1/sites/[siteId]/people/duplicates': { asks: act('duplicates'), yes: 200 },
	'POST /api/v1/sites/[siteId]/people/[personId]/open': {
		asks: act('person'),
		yes: 200,
		before: aKnownPerson,
		body: () => ({ purpose: 'care' })
	},
	'POST /api/v1/sites/[siteId]/people/[personId]/export': {
		asks: fresh(act('person_export')),
		yes: 200,
		before: aKnownPerson
	},
	'GET /api/v1/sites/[siteId]/displays': { asks: act('pair_display'), yes: 200 },
	'DELETE /api/v1/sites/[siteId]/displays/[displayId]': {
		asks: act('pair_display'),
		yes: 204,
		before: aDisplay
	},
	'POST /api/v1/sites/[siteId]/displays/[displayId]/acknowledge': {
		asks: act('pair_display'),
		yes: 204,
		before: aCutDisplay,
		body: () => ({ id: newId() })
	},
	'POST /api/v1/displays/pairings': { asks: anybody, yes: 201 },
	'POST /api/v1/displays/pairings/[userCode]/approve': {
		asks: act('pair_display'),
		yes: 200,
		before: aPairing,
		body: ({ siteId }) => ({ siteId }),
		siteInBody: true
	},
	'POST /api/v1/displays/token': { asks: anybody, yes: 400 },
	'GET /api/v1/openapi.json': { asks: anybody, yes: 200 },
	'ANY /api/v1/[...unknown]': { asks: anybody, yes: 404 },
	'POST /administration/incidents/export/[format]': {
		...{ asks: fresh(act('incidents')), yes: 200, isBare: true },
		before: () => Promise.resolve({ format: 'csv' })
	},
	'GET /healthz': { asks: anybody, yes: 200 },
	'GET /readyz': { asks: anybody, yes: 200 },
	// From this machine; from elsewhere with a token only (start.int.test.ts).
	'GET /metrics': { asks: anybody, yes: 200 },
	...rowsOf(BLOCK_STEPS, (step) => [
		`POST /api/v1/sites/[siteId]/blocks/${step}`,
		{ before: BLOCK_STEPS[step].before, asks: act(BLOCK_STEPS[step].act), yes: 200, alone: true }
	])
};

/** Routes whose last word is one of several steps; the rows above name each. */
export const STEPS: Readonly<Record<string, readonly string[]>> = {
	'/api/v1/entries/[entryId]': Object.keys(entryBodies),
	'/api/v1/visits/[visitId]': Object.keys(visitBodies),
	'/api/v1/looks/[lookId]': Object.keys(lookBodies),
	'/api/v1/sites/[siteId]/people/[personId]': Object.keys(personBodies)
};

function rowsOf<S extends string>(
	steps: Record<S, unknown>,
	row: (step: S) => [string, CallRow]
): Record<string, CallRow> {
	return Object.fromEntries((Object.keys(steps) as S[]).map(row));
}
