import { askPasskeyBody, type PASSKEY_USES } from '#lib/contract/second-factor.ts';
import type { Asked } from '#lib/server/auth/passkey-challenges.ts';
import { answer, open } from '#lib/server/http/endpoint.ts';
import { refusalOver } from '#lib/server/http/limited.ts';
import { placeOf } from '#lib/server/http/own-factors.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import { readBody } from '#lib/server/http/read-body.ts';
import { EVERYBODY } from '#lib/server/limits/limits.ts';
import type { RequestHandler } from './$types';

/** What the browser is given to show a passkey. */
export const POST: RequestHandler = open(async (event) => {
	const read = await readBody(event.request, askPasskeyBody);
	if (read.refusal) return read.refusal;
	const { app } = event.locals;
	const place = placeOf(event);
	if (place === null) return problemResponse('no_passkeys_here');
	const asked = askedFor(event.locals, read.body.use);
	if (asked === null) return problemResponse('not_signed_in');
	const tooMany =
		asked.accountId === null ? await refusalOver(app.limits, 'passkeys_asked', EVERYBODY) : null;
	return tooMany ?? answer({ options: await app.factors.passkeys.ask(app.database.read, place, asked) });
});

/** Null when there is nobody to confirm anything yet. */
function askedFor({ session }: App.Locals, use: (typeof PASSKEY_USES)[number]): Asked | null {
	switch (use) {
		case 'sign_in':
			return { purpose: 'sign_in', accountId: null };
		case 'second_factor':
			return session?.state === 'pending' ? { purpose: 'sign_in', accountId: session.account.id } : null;
		case 'step_up':
			return session?.state === 'open' ? { purpose: 'step_up', accountId: session.account.id } : null;
	}
}
