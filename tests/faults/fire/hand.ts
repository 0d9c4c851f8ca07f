/** Somebody of the team with a device and bad luck: asks, asks again with the same key, and everything is recorded. */
import type { EntriesAnswer, VisitAnswer } from '#lib/contract/answers.ts';
import type { Problem } from '#lib/contract/problems.ts';
import type { Answer, Asked, Status } from '../checker/history.ts';
import { newId } from '../../support/client.ts';
import type { Recorder } from './recorder.ts';

/** What came back for a command; `unknown` may have taken effect. */
export type Heard =
	| { readonly type: 'ok'; readonly answer: Answer; readonly text: string }
	| { readonly type: 'fail'; readonly code: string; readonly text: string }
	| { readonly type: 'unknown'; readonly why: string };

export interface HandOptions {
	/** The account's id, as answers name it. */
	readonly id: string;
	readonly cookie: string;
	readonly recorder: Recorder;
	/** Shared by all hands of a site: what the product calls a place. */
	readonly places: PlaceIds;
	/** Where a try goes; asked anew for each. */
	readonly address: () => string;
	/** How long a try may take, in ms. */
	readonly patienceMs?: number;
}

/** A command under way: the same one may be sent again. */
export interface Command {
	readonly key: string;
	readonly asked: Asked;
	readonly path: string;
	readonly body: Readonly<Record<string, unknown>>;
}

/** Which entry is which place, as far as anybody was told. */
export class PlaceIds {
	readonly #ids = new Map<string, string>();

	note(visit: string, service: string, entryId: string): void {
		this.#ids.set(`${visit}/${service}`, entryId);
	}

	/** Undefined for a place that nobody was told of. */
	idOf(visit: string, service: string): string | undefined {
		return this.#ids.get(`${visit}/${service}`);
	}
}

export class Hand {
	readonly #options: HandOptions;

	constructor(options: HandOptions) {
		this.#options = options;
	}

	get id(): string {
		return this.#options.id;
	}

	/** A new command at this site. */
	command(siteId: string, asked: Exclude<Asked, { verb: 'read' }>): Command {
		return { key: newId(), asked, ...this.#wire(siteId, asked) };
	}

	/** Sends it up to `tries` times, until something is heard; the last thing heard. */
	async send(command: Command, tries = 1): Promise<Heard> {
		let heard: Heard = { type: 'unknown', why: 'never sent' };
		for (let i = 0; i < tries && heard.type === 'unknown'; i += 1) heard = await this.#once(command);
		return heard;
	}

	async #once({ key, asked, path, body }: Command): Promise<Heard> {
		const { recorder, id, cookie, address, patienceMs = 12_000 } = this.#options;
		recorder.invoke(key, id, asked);
		const heard = await fetch(`${address()}/api/v1${path}`, {
			method: 'POST',
			body: JSON.stringify({ id: key, ...body }),
			headers: { cookie, 'content-type': 'application/json' },
			signal: AbortSignal.timeout(patienceMs)
		})
			.then(async (response) => this.#heard(asked, response.status, await response.text()))
			.catch((error: unknown): Heard => ({ type: 'unknown', why: String(error) }));
		if (heard.type === 'ok') recorder.ok(key, heard.answer);
		else if (heard.type === 'fail') recorder.fail(key, heard.code);
		else recorder.info(key);
		return heard;
	}

	#heard(asked: Asked, status: number, text: string): Heard {
		if (status === 204) return { type: 'ok', answer: { about: 'nobody' }, text };
		// Not saved, as far as the server knows; it may not know.
		if (status >= 500) return { type: 'unknown', why: `${status} ${text}` };
		if (status >= 400) return { type: 'fail', code: (JSON.parse(text) as Problem).code, text };
		const body = JSON.parse(text) as VisitAnswer | EntriesAnswer;
		return { type: 'ok', answer: 'visit' in body ? this.#visit(asked, body) : this.#entries(body), text };
	}

	#visit(asked: Asked, { visit, seq }: VisitAnswer): Answer {
		for (const { id, service } of visit.entries) this.#options.places.note(visit.id, service ?? '', id);
		const { presence, arrivedAt } = visit;
		const places = visit.entries.map(({ service, status }) => `${service} ${status}`).sort();
		const told = asked.verb === 'register' ? { arrivedAt: Date.parse(arrivedAt) } : {};
		return { about: 'visit', seq, presence, ...told, places };
	}

	#entries({ entries, seq }: EntriesAnswer): Answer {
		for (const { id, visitId, service } of entries) this.#options.places.note(visitId, service, id);
		const places = entries.map(({ visitId, service, status, calledBy }) => ({
			...{ visit: visitId, service, status: status as Status, by: calledBy }
		}));
		return { about: 'places', seq, places };
	}

	#wire(siteId: string, asked: Exclude<Asked, { verb: 'read' }>): Pick<Command, 'path' | 'body'> {
		switch (asked.verb) {
			case 'register':
				return { path: `/sites/${siteId}/visits`, body: { visitId: asked.visit, services: asked.services } };
			case 'call_next': {
				const { services, alsoCall = false } = asked;
				return { path: `/sites/${siteId}/call-next`, body: { services, alsoCall } };
			}
			case 'step_out':
				return { path: `/visits/${asked.visit}/step-out`, body: {} };
			case 'return':
			case 'leave':
				return { path: `/visits/${asked.visit}/${asked.verb}`, body: {} };
			case 'call':
				return this.#step(asked, { alsoCall: asked.alsoCall ?? false });
			case 'level': {
				const cause = asked.level === 'arrival_order' ? {} : { cause: 'pain' };
				return this.#step(asked, { level: asked.level, ...cause });
			}
			case 'start':
			case 'complete':
			case 'absent':
			case 'release':
			case 'undo':
				return this.#step(asked, {});
		}
	}

	#step(
		{ verb, visit, service }: { verb: string; visit: string; service: string },
		body: Command['body']
	): Pick<Command, 'path' | 'body'> {
		const entryId = this.#options.places.idOf(visit, service);
		if (entryId === undefined) throw new Error(`nobody was told of ${visit}/${service}`);
		return { path: `/entries/${entryId}/${verb}`, body };
	}
}
