/** Looking people up over the wire. */
import type { FoundPeopleAnswer, FoundPerson } from '#lib/contract/people.ts';
import type { Client, Reply } from './client.ts';

/** A look-up, whatever it answers. */
export function find(client: Client, body: object, siteId = 'perron'): Promise<Reply<FoundPeopleAnswer>> {
	return client.post<FoundPeopleAnswer>(`/sites/${siteId}/people/find`, body);
}

/** The people of an answer that must be a yes. */
export async function found(reply: Promise<Reply<FoundPeopleAnswer>>): Promise<FoundPerson[]> {
	const { status, body, text } = await reply;
	if (status !== 200) throw new Error(`${status}: ${text}`);
	return body.people;
}

/** The recent names of a site. */
export function recent(client: Client, siteId = 'perron'): Promise<FoundPerson[]> {
	return found(client.get<FoundPeopleAnswer>(`/sites/${siteId}/people/recent`));
}

/** The bytes of « nobody », whatever was wrong. */
export const NOBODY = '{"people":[]}';
