/** « Modalités d’accueil » over the wire, at the first site of the fictional network. */
import type { Problem } from '#lib/contract/problems.ts';
import type { ArrangementAnswer } from '#lib/contract/team-answers.ts';
import type { Client, Reply } from './client.ts';

export const SITE = 'perron';
/** A Monday, 10 o'clock in Montréal. */
export const NOW = Date.parse('2026-11-23T15:00:00Z');
export const TODAY = '2026-11-23';
export const LATEST = '2026-12-23';
/** Two days later, and the end of that day there. */
export const SOON = '2026-11-25';
export const MIDNIGHT = Date.parse('2026-11-26T05:00:00Z');

export const WORDS = {
	reason: 'chosen_hour',
	helps: 'Passer par la cour, parler doucement',
	tell: 'Maude',
	place: 'Le coin calme',
	hour: 'avant 10 h'
} as const;
export type Answered = ArrangementAnswer & Problem;

/** Where the arrangement of somebody is read and written. */
export const pathOf = (personId: string, siteId = SITE): string =>
	`/sites/${siteId}/people/${personId}/arrangement`;

/** For care; somebody who is not of the open block is read about for no less. */
export function readOf(client: Client, personId: string, siteId = SITE): Promise<Reply<Answered>> {
	return client.get<Answered>(`${pathOf(personId, siteId)}?purpose=care`);
}

/** With these words, until `SOON`, and what `more` says otherwise. */
export function writeOf(
	client: Client,
	personId: string,
	more: object = {},
	siteId = SITE
): Promise<Reply<Answered>> {
	const body = { ...WORDS, until: SOON, personInformed: true, ...more };
	return client.tryTo<Answered>(pathOf(personId, siteId), body);
}

export function reviewOf(client: Client, personId: string, body: object): Promise<Reply<Answered>> {
	return client.tryTo<Answered>(`${pathOf(personId)}/review`, body);
}

/** One that must be written; its id. */
export async function writtenOf(client: Client, personId: string, more: object = {}): Promise<string> {
	const { status, text, body } = await writeOf(client, personId, more);
	if (status !== 201 || body.arrangement === null) throw new Error(`${status}: ${text}`);
	return body.arrangement.id;
}
