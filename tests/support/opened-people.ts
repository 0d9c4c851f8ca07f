/** Opening people over the wire. */
import type { PersonFileAnswer, PersonShown } from '#lib/contract/people.ts';
import type { Client, Reply } from './client.ts';

/** Whatever it answers; for care when nothing is said. */
export function open(
	client: Client,
	personId: string,
	body: object = { purpose: 'care' },
	siteId = 'perron'
): Promise<Reply<PersonFileAnswer>> {
	return client.post<PersonFileAnswer>(`/sites/${siteId}/people/${personId}/open`, body);
}

/** The person of an answer that must be a yes. */
export async function opened(...args: Parameters<typeof open>): Promise<PersonShown> {
	const { status, body, text } = await open(...args);
	if (status !== 200) throw new Error(`${status}: ${text}`);
	return body.person;
}

/** Status and code of a refusal. */
export async function refusalOf(...args: Parameters<typeof open>): Promise<[number, string | undefined]> {
	const { status, body } = await open(...args);
	return [status, (body as unknown as { code?: string }).code];
}
