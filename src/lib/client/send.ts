/** Commands of this screen. The same id goes out again after a fault, so that a step never counts twice. */
import { v7 as uuid } from 'uuid';
import { leave, lockTablet, tablet } from '#lib/client/shared-device.svelte.ts';
import { serverNow } from '#lib/client/server-clock.ts';
import type { Problem } from '#lib/contract/problems.ts';
import { language } from '#lib/messages/language.ts';
import { m } from '#lib/messages/compiled/messages.js';

export type Sent = { ok: true; status: number; body: unknown } | { ok: false; problem: Problem };

const API = '/api/v1';
const PAUSES_MS = [500, 1_000, 2_000];
const PATIENCE_MS = 8_000;
/** A longer wait is told to the person instead, with what was typed still there. */
const LONGEST_WAIT_S = 10;
const DAY_MS = 24 * 60 * 60 * 1000;
/** What changes a site goes through the one door and has an id; pairings and sessions do not. */
const COMMAND = /^\/(sites|visits|entries|looks)\//;

/** An id for what a screen is about to make, so that asking twice makes it once. */
export function newId(): string {
	// An id tells when it was made, and the server takes none of another month: by its own clock.
	return uuid({ msecs: serverNow() });
}

/** How long ago `since` was, as far back as a command may reach. */
export function ageOf(since: number): number {
	return Math.min(DAY_MS, Math.max(0, Math.round(Date.now() - since)));
}

/**
 * Posts `body`; waits and tries again when the network or the database is away, and when a command is one too many
 * for a moment only.
 */
export function send(path: string, body: object): Promise<Sent> {
	const isCommand = COMMAND.test(path);
	return post(path, isCommand ? { id: newId(), ...body } : body, isCommand);
}

/** Posts what is no command of the site, and so has no id: a question whose words may not stand in an address. */
export function ask(path: string, body: object): Promise<Sent> {
	return post(path, body, false);
}

async function post(path: string, body: object, isCommand: boolean): Promise<Sent> {
	const payload = JSON.stringify(body);
	let last: Response | null = null;
	for (const pause of [...PAUSES_MS, null]) {
		const response = await attempt(path, payload);
		// Only a command: a password that must wait is for the person to send again.
		const wait = isCommand && response !== null ? shortWaitMs(response) : null;
		const stands = response?.status !== 503 && (wait === null || pause === null);
		if (response !== null && stands) return read(response);
		last = response;
		if (pause !== null) await new Promise((done) => setTimeout(done, wait ?? pause));
	}
	return last === null ? { ok: false, problem: notSaved() } : read(last);
}

/** How long a 429 asks to wait, in ms, when that is worth waiting for; else null. */
function shortWaitMs({ status, headers }: Response): number | null {
	const seconds = Number(headers.get('retry-after') ?? Infinity);
	return status === 429 && seconds >= 0 && seconds <= LONGEST_WAIT_S ? seconds * 1000 : null;
}

/** Reads one resource; null when it can't be had. */
export async function load(path: string): Promise<Sent> {
	try {
		return await read(
			await fetch(API + path, {
				headers: { 'accept-language': language() },
				signal: AbortSignal.timeout(PATIENCE_MS)
			})
		);
	} catch {
		return { ok: false, problem: notSaved() };
	}
}

/** Ends the session; a shared tablet that the network can't hear is put down meanwhile. */
export async function signOut(): Promise<void> {
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const heard = await fetch(`${API}/session`, { method: 'DELETE', signal }).catch(() => null);
	const isOver = heard !== null && (heard.ok || heard.status === 401);
	if (!isOver && tablet.shared) lockTablet();
	else leave();
}

async function attempt(path: string, payload: string): Promise<Response | null> {
	try {
		return await fetch(API + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'accept-language': language() },
			body: payload,
			signal: AbortSignal.timeout(PATIENCE_MS)
		});
	} catch {
		return null;
	}
}

async function read(response: Response): Promise<Sent> {
	const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
	if (response.ok) return { ok: true, status: response.status, body };
	const problem = numbered(isProblem(body) ? body : notSaved(), response);
	if (problem.code === 'not_signed_in' || problem.code === 'locked') leave();
	if (problem.code === 'second_factor_needed') location.assign('/connexion/deuxieme-etape');
	if (problem.code === 'training_needed') location.assign('/formation');
	return { ok: false, problem };
}

/** Whatever was not served has a number, also when its answer comes from somebody in between. */
function numbered(problem: Problem, { status, headers }: Response): Problem {
	const errorId = problem.errorId ?? headers.get('x-request-id');
	return status >= 500 && errorId !== null ? { ...problem, errorId } : problem;
}

/** True for a refusal of the server's. */
export function isProblem(body: unknown): body is Problem {
	return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

/** What is said when nobody answered. */
export function notSaved(): Problem {
	const detail = m.problem_not_saved();
	return { type: 'about:blank', title: detail, status: 503, code: 'not_saved', detail };
}
