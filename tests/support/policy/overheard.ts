/** What was really sent, against what the policy's document says that a role may receive. */
import type { Board, ClinicianView } from '#lib/contract/views.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { isWithin, pathsIn, unlisted } from './field.ts';
import { CANARIES } from './full-board.ts';
import { answers, messages, pathsFor, problem, views, type Received } from './received.ts';
import { SENSITIVE } from './sensitive.ts';
import type { Met } from './walk.ts';

/** Somebody of the staff, a waiting-room screen, or a stranger at the door. */
export type Hearer = Role | 'screen' | 'stranger';

/** Answers that describe the interface itself. */
const UNDESCRIBED = ['GET /api/v1/openapi.json'];

export class Overheard {
	readonly #answers = answers();
	readonly #problem = problem();
	readonly #views = new Map(views().map((view) => [view.name, view]));
	readonly #header = (messages().get('view') ?? [])
		.map(({ path }) => path)
		.filter((p) => !isWithin(p, 'view'));
	/** Paths that were really there, by the name of the view or answer. */
	readonly #seen = new Map<string, Set<string>>();

	/** One line for each field, and each personal word, that the answer should not have held. */
	inAnswer({ who, member, row, call, answer: { status, text, body } }: Met): string[] {
		const hearer = member?.role ?? 'stranger';
		const found = [...this.inText(hearer, text), ...this.#inBody(hearer, row, status, body)];
		return found.map((what) => `${who}: ${call}: ${what}`);
	}

	/** The same for a board, however it came. */
	inBoard(hearer: Hearer, board: Board): string[] {
		const { view, ...header } = board;
		const received = this.#views.get(board.audience);
		if (received === undefined) return [`an audience without a view: ${board.audience}`];
		const care = board.audience === 'clinician' ? careOfOthers(view as ClinicianView) : [];
		return [
			...unlisted(header, this.#header).map((path) => `a board holds ${path}`),
			...this.inText(hearer, JSON.stringify(view)),
			...this.#unlisted(hearer, received, view),
			...care
		];
	}

	/** Personal words that this hearer may never be told, in whatever shape. */
	inText(hearer: Hearer, text: string): string[] {
		return Object.entries(CANARIES).flatMap(([what, word]) => {
			const roles: readonly Hearer[] = SENSITIVE.find((one) => one.what === what)?.roles ?? [];
			return text.includes(word) && !roles.includes(hearer) ? [`is told the ${what}`] : [];
		});
	}

	/** Fields of a view or an answer that are always there by its type, and that nobody was ever sent. */
	neverSeen(name: string): string[] {
		const received = [...this.#views.values(), ...this.#answers].find((one) => one.name === name);
		if (received === undefined) throw new Error(`there is no view or answer « ${name} »`);
		const seen = this.#seen.get(name) ?? new Set();
		return received.fields.flatMap(({ path, optional }) => (optional || seen.has(path) ? [] : [path]));
	}

	#inBody(hearer: Hearer, row: string, status: number, body: unknown): string[] {
		if (body === undefined || UNDESCRIBED.includes(row)) return [];
		if (isBoard(body)) return this.inBoard(hearer, body);
		if (status < 400) {
			const received = this.#answers.find(({ calls }) => calls.includes(row));
			if (received === undefined) return ['an answer that openapi.ts does not describe'];
			return this.#unlisted(hearer, received, body);
		}
		const isRefused = status === 401 || status === 403 || status === 404;
		const tellsWho = isRefused && pathsIn(body).filled.has('by.id');
		return [
			...this.#unlisted(hearer, this.#problem, body),
			...(tellsWho ? ['a refusal that tells who has the person'] : [])
		];
	}

	#unlisted(hearer: Hearer, received: Received, value: unknown): string[] {
		const seen = this.#seen.get(received.name) ?? new Set();
		this.#seen.set(received.name, new Set([...seen, ...pathsIn(value).filled]));
		return unlisted(value, pathsOf(received, hearer)).map((path) => `${received.name} holds ${path}`);
	}
}

/** What is for a role by the policy, for a screen by its key, and for a stranger where no key is asked for. */
function pathsOf(received: Received, hearer: Hearer): string[] {
	const every = received.fields.map(({ path }) => path);
	if (hearer === 'screen') return received.name === 'display' ? every : [];
	if (hearer !== 'stranger') return pathsFor(received, hearer);
	return received.isForAnybody ? every.filter((path) => !isWithin(path, 'by')) : [];
}

/** The reason and the name stand beside services that the account gives, and no others. */
function careOfOthers({ gives, entries }: ClinicianView): string[] {
	return entries
		.filter(({ service, care }) => care !== null && !gives.includes(service))
		.map(({ service }) => `care at ${service}, which the account does not give`);
}

function isBoard(body: unknown): body is Board {
	return typeof body === 'object' && body !== null && 'view' in body && 'audience' in body;
}
