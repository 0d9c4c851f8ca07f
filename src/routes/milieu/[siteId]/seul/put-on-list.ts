/** Sends the form of somebody alone. The same ids go out again after a fault, so that nobody is on the list twice. */
import { deserialize } from '$app/forms';
import type { ActionResult } from '@sveltejs/kit';
import { isAnswered } from '../../../enhance.ts';
import type { Ticket } from '#lib/contract/alone.ts';

const PAUSES_MS = [500, 1_000, 2_000];
const PATIENCE_MS = 8_000;

/** `closed`: nobody is received right now. `elsewhere`: this screen is not left alone any more. */
export type Put =
	| { readonly is: 'ticket'; readonly ticket: Ticket }
	| { readonly is: 'closed' | 'failed' }
	| { readonly is: 'elsewhere'; readonly to: string };

export interface FormOfSomebody {
	readonly id: string;
	readonly visitId: string;
	readonly lang: string;
	readonly reasons: readonly string[];
	readonly ageS: number;
	readonly answers: readonly object[];
	readonly pressing: boolean;
}

/** Asks for a place on the list until an answer comes, or for a while. */
export async function putOnList(form: FormOfSomebody): Promise<Put> {
	const body = fieldsOf(form).toString();
	for (const pause of [...PAUSES_MS, null]) {
		const put = await attempt(body);
		if (put !== null) return put;
		if (pause !== null) await new Promise((done) => setTimeout(done, pause));
	}
	return { is: 'failed' };
}

function fieldsOf({ id, visitId, lang, reasons, ageS, answers, pressing }: FormOfSomebody): URLSearchParams {
	const fields = new URLSearchParams({ id, visitId, lang, ageS: String(ageS) });
	for (const reason of reasons) fields.append('reasons', reason);
	if (answers.length > 0) fields.set('answers', JSON.stringify(answers));
	if (pressing) fields.set('pressing', 'yes');
	return fields;
}

/** Null when it is worth trying again. */
async function attempt(body: string): Promise<Put | null> {
	try {
		const response = await fetch(`${location.pathname}?/register`, {
			method: 'POST',
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				accept: 'application/json',
				'x-sveltekit-action': 'true'
			},
			body,
			signal: AbortSignal.timeout(PATIENCE_MS)
		});
		const result = deserialize<Answered, Refused>(await response.text());
		// Anything else is nobody's answer, but a server that stops or has no database.
		return isAnswered(result) ? read(result) : null;
	} catch {
		return null;
	}
}

type Answered = { ticket: Ticket };
type Refused = { problem?: { code: string } };

function read(result: Exclude<ActionResult<Answered, Refused>, { type: 'error' }>): Put | null {
	switch (result.type) {
		case 'success':
			return result.data === undefined ? { is: 'failed' } : { is: 'ticket', ticket: result.data.ticket };
		case 'redirect':
			return { is: 'elsewhere', to: result.location };
		case 'failure':
			if (result.status === 503) return null;
			return { is: result.data?.problem?.code === 'no_open_block' ? 'closed' : 'failed' };
	}
}
