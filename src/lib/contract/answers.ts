/** What the HTTP API answers when it says yes. No answer holds a personal value: answers are kept 30 days. */
import { z } from '#lib/contract/schema.ts';
import { AUDIENCES } from '#lib/domain/policy/policy.ts';
import { SESSION_LEVELS } from '#lib/domain/access/session.ts';
import { HEALTH_CARDS, NOTICE_WAYS } from '#lib/domain/person/state.ts';
import { notedShown } from '#lib/contract/noted.ts';
import { answerShown } from '#lib/contract/questions.ts';
import { companyNoted } from '#lib/contract/company-noted.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';
import type { Visit } from '#lib/domain/visit/state.ts';

const status = z.enum([
	'waiting',
	'called',
	'in_service',
	'done',
	'rerouted',
	'deferred',
	'redirected',
	'cancelled'
]);

export const visitAnswer = z.object({
	visit: z.object({
		id: z.string(),
		word: z.string(),
		arrivedAt: z.iso.datetime(),
		presence: z.enum(['here', 'stepped_out', 'absent', 'left']),
		/** Without `service` for a host worker. */
		entries: z.array(z.object({ id: z.string(), service: z.string().optional(), status }))
	}),
	routedBy: z.enum(['asked', 'route', 'default']).optional(),
	seq: z.int()
});
export type VisitAnswer = z.infer<typeof visitAnswer>;

/** A visit as the API shows it. */
export function visitShown(visit: Visit): VisitAnswer['visit'] {
	return {
		id: visit.id,
		word: visit.word,
		arrivedAt: new Date(visit.arrivedAt).toISOString(),
		presence: visit.presence,
		entries: visit.entries.map(({ id, service, status }) => ({ id, service, status }))
	};
}

/** The same for those who may not know what a person came for. */
export function visitWithoutServices(visit: Visit): VisitAnswer['visit'] {
	return { ...visitShown(visit), entries: visit.entries.map(({ id, status }) => ({ id, status })) };
}

export const entriesAnswer = z.object({
	entries: z.array(
		z.object({
			id: z.string(),
			visitId: z.string(),
			word: z.string(),
			service: z.string(),
			status,
			room: z.string().nullable(),
			calledBy: z.string().nullable()
		})
	),
	seq: z.int()
});
export type EntriesAnswer = z.infer<typeof entriesAnswer>;

export const personAnswer = z.object({ person: z.object({ id: z.string() }), seq: z.int() });
export const blockAnswer = z.object({ block: z.object({ id: z.string() }), seq: z.int() });

const siteAnswer = z.object({
	id: z.string(),
	name: z.string(),
	kind: z.string(),
	audiences: z.array(z.enum(AUDIENCES)),
	gives: z.array(z.string()),
	maySetLevel: z.boolean()
});
export const sitesAnswer = z.object({ sites: z.array(siteAnswer) });

export const sessionAnswer = z.object({
	account: z.object({ id: z.string(), name: z.string(), title: z.string(), role: z.enum(ROLES) })
});

/** After the right password: what is still due, when something is. */
export const signInAnswer = sessionAnswer.extend({
	secondFactor: z.enum(['ask', 'set_up']).optional()
});

export const sessionsAnswer = z.object({
	sessions: z.array(
		z.object({
			/** To end it by; opens nothing. */
			id: z.string(),
			/** The one that asks. */
			current: z.boolean(),
			/** « Chrome, Android ». */
			browser: z.string(),
			/** The shared tablet that it is on; null on a device of one's own. */
			device: z.string().nullable(),
			startedAt: z.iso.datetime(),
			/** Last touch by a person. */
			lastActiveAt: z.iso.datetime(),
			level: z.enum(SESSION_LEVELS)
		})
	)
});
export type SessionsAnswer = z.infer<typeof sessionsAnswer>;

export const boardAnswer = z.object({
	siteId: z.string(),
	epoch: z.int(),
	seq: z.int(),
	audience: z.enum(AUDIENCES),
	/** Shapes by audience are in `contract/views.ts`. */
	view: z.looseObject({})
});

export const pairingAnswer = z.object({
	deviceCode: z.string(),
	userCode: z.string(),
	/** Seconds until the code is of no more use. */
	expiresIn: z.int(),
	/** Seconds between two polls. */
	interval: z.int()
});
export type PairingAnswer = z.infer<typeof pairingAnswer>;
export const displayTokenAnswer = z.object({ token: z.string(), siteId: z.string() });
export type DisplayTokenAnswer = z.infer<typeof displayTokenAnswer>;
export const approvedAnswer = z.object({ siteId: z.string() });

export const fileAnswer = z.object({
	visit: visitAnswer.shape.visit.extend({
		siteId: z.string(),
		backdated: z.boolean(),
		callBy: z.string(),
		language: z.string().nullable(),
		peerWanted: z.string(),
		traineeAccepted: z.string(),
		...companyNoted,
		reasons: z.array(z.object({ id: z.string(), name: z.string() })),
		alias: z.string().nullable(),
		note: z.string().nullable(),
		contact: z.string().nullable(),
		written: notedShown,
		healthCard: z.enum(HEALTH_CARDS),
		/** The random key of somebody who is known; opens nothing by itself. */
		personId: z.string().nullable(),
		/** What they were told about their information; null as long as nobody did. */
		notice: z.object({ version: z.int(), language: z.string(), way: z.enum(NOTICE_WAYS) }).nullable(),
		/** Until this local day somebody goes on looking after them. */
		followUp: z.object({ by: z.string(), on: z.iso.date() }).nullable(),
		/** What was said to questions; one that was never asked is not in it (R-I2). */
		answers: z.array(answerShown),
		/** Colleagues who may not see this file. */
		closedTo: z.array(z.object({ id: z.string(), name: z.string() })),
		steps: z.array(
			z.object({ at: z.iso.datetime(), what: z.string(), by: z.string(), entryId: z.string().nullable() })
		)
	})
});
export type FileAnswer = z.infer<typeof fileAnswer>;

/** A broken glass: until when the file is open. */
export const glassAnswer = z.object({ until: z.iso.datetime() });
