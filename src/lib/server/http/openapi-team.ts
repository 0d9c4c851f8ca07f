/** The calls about what a team writes for itself. */
import { arrangementAnswer, debriefAnswer } from '#lib/contract/team-answers.ts';
import { arrangementBody, arrangementReviewBody, debriefBody } from '#lib/contract/team.ts';
import type { Call } from '#lib/server/http/openapi-doors.ts';

const ARRANGEMENT = '/sites/{siteId}/people/{personId}/arrangement';

export const TEAM_CALLS: readonly Call[] = [
	{
		method: 'post',
		path: '/sites/{siteId}/debrief',
		summary: 'Keep the note of a block, which names nobody',
		body: debriefBody,
		answers: { 200: debriefAnswer }
	},
	{
		method: 'get',
		path: ARRANGEMENT,
		summary: 'What helps somebody, here and today; of somebody who is not here, for a purpose',
		query: ['purpose'],
		answers: { 200: arrangementAnswer }
	},
	{
		method: 'post',
		path: ARRANGEMENT,
		summary: 'Write down what helps somebody, for thirty days at most',
		body: arrangementBody,
		answers: { 201: arrangementAnswer }
	},
	{
		method: 'post',
		path: `${ARRANGEMENT}/review`,
		summary: 'End it, or go on with it',
		body: arrangementReviewBody,
		answers: { 200: arrangementAnswer }
	}
];
