/** The calls of a « coup d’œil », and of what is counted without a place. */
import { lookAnswer, lookBodies, lookBody, tallyAnswer, tallyBody } from '#lib/contract/looks.ts';
import type { Call } from '#lib/server/http/openapi-doors.ts';

export const LOOK_CALLS: readonly Call[] = [
	{
		method: 'post',
		path: '/sites/{siteId}/looks',
		summary: 'Ask a clinician to come and look',
		body: lookBody,
		answers: { 201: lookAnswer }
	},
	{
		method: 'post',
		path: '/looks/{lookId}/acknowledge',
		summary: 'I go: the alarm stops everywhere',
		body: lookBodies.acknowledge,
		answers: { 200: lookAnswer }
	},
	{
		method: 'post',
		path: '/looks/{lookId}/tell',
		summary: 'Somebody was told',
		body: lookBodies.tell,
		answers: { 200: lookAnswer }
	},
	{
		method: 'post',
		path: '/looks/{lookId}/close',
		summary: 'It is over; or, before somebody goes, taken back',
		body: lookBodies.close,
		answers: { 200: lookAnswer }
	},
	{
		method: 'post',
		path: '/sites/{siteId}/tallies',
		summary: 'Count one, without a place on the list',
		body: tallyBody,
		answers: { 200: tallyAnswer }
	},
	{
		method: 'post',
		path: '/sites/{siteId}/tallies/take-back',
		summary: 'One less: it was counted by mistake',
		body: tallyBody,
		answers: { 200: tallyAnswer }
	}
];
