/** The stories share one node: a look that one of them asked for would ring in the next. */
import { expect, type APIRequestContext } from '@playwright/test';
import { v7 as newId } from 'uuid';

/** A clinician of the site answers every look there, and closes it. */
export async function closeLooks(
	request: APIRequestContext,
	username: string,
	siteId: string
): Promise<void> {
	const session = { data: { username, password: 'halte-demo' } };
	expect((await request.post('/api/v1/session', session)).status()).toBe(200);
	const board = await request.get(`/api/v1/sites/${siteId}/board?audience=clinician`);
	const { view } = (await board.json()) as {
		view: { looks: { id: string; acknowledgedAt: string | null }[] };
	};
	for (const { id, acknowledgedAt } of view.looks) {
		for (const step of acknowledgedAt === null ? ['acknowledge', 'close'] : ['close']) {
			const answer = await request.post(`/api/v1/looks/${id}/${step}`, { data: { id: newId() } });
			expect(answer.status(), step).toBe(200);
		}
	}
}
