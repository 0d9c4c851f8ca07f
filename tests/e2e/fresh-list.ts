/** The stories share one node: one that calls whoever is first begins with a list that nobody is on. */
import { expect, type APIRequestContext } from '@playwright/test';
import { v7 as newId } from 'uuid';

/** Closes the site's block, and opens another one. */
export async function freshList(request: APIRequestContext, siteId: string): Promise<void> {
	const session = { data: { username: 'coo1', password: 'halte-demo' } };
	expect((await request.post('/api/v1/session', session)).status()).toBe(200);
	for (const step of ['close', 'open']) {
		const answer = await request.post(`/api/v1/sites/${siteId}/blocks/${step}`, { data: { id: newId() } });
		// 409: there was none, or the calendar was quicker.
		expect([200, 409], `${step}: ${await answer.text()}`).toContain(answer.status());
	}
}
