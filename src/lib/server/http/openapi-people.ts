/** The calls that read about people who are known. */
import { emptyBody } from '#lib/contract/commands.ts';
import {
	duplicatesAnswer,
	findPeopleBody,
	foundPeopleAnswer,
	openPersonBody,
	personFileAnswer
} from '#lib/contract/people.ts';
import { personCopyAnswer } from '#lib/contract/person-copy.ts';
import type { Call } from '#lib/server/http/openapi-doors.ts';

const PEOPLE = '/sites/{siteId}/people';

export const PEOPLE_CALLS: readonly Call[] = [
	{
		method: 'post',
		path: `${PEOPLE}/find`,
		summary: 'Look somebody up: alias and memory word, or a card, or the code-mémoire; exact',
		body: findPeopleBody,
		answers: { 200: foundPeopleAnswer }
	},
	{
		method: 'get',
		path: `${PEOPLE}/recent`,
		summary: 'People seen at this site of late',
		answers: { 200: foundPeopleAnswer }
	},
	{
		method: 'get',
		path: `${PEOPLE}/duplicates`,
		summary: 'Who could be one and the same, and who was merged here',
		answers: { 200: duplicatesAnswer }
	},
	{
		method: 'post',
		path: `${PEOPLE}/{personId}/open`,
		summary: 'Open somebody’s file, for a purpose',
		body: openPersonBody,
		answers: { 200: personFileAnswer }
	},
	{
		method: 'post',
		path: `${PEOPLE}/{personId}/export`,
		summary: 'The copy of all that is held about somebody, for them',
		body: emptyBody,
		answers: { 200: personCopyAnswer }
	}
];
