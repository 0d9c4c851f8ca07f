/** Each of the cast on a socket: what they are shown of a site when they watch it as each audience. */
import { io } from 'socket.io-client';
import type { Board } from '#lib/contract/views.ts';
import { AUDIENCES, type Audience } from '#lib/domain/policy/policy.ts';
import { Screen } from '../screen.ts';
import { board as asksForBoard } from './asks.ts';
import { FOREIGN, GIVEN, OWN } from './cast.ts';
import { HEARD } from './socket-events.ts';
import { wantedOf, type Visitor } from './visitors.ts';
import type { Walk } from './walk.ts';

/** One message of a client and what came of it. */
export interface Watched {
	readonly visitor: Visitor;
	readonly call: string;
	readonly wanted: readonly string[];
	/** « view as clinician », a refusal's code, or why the line was not opened. */
	readonly answer: string;
	readonly board: Board | null;
	/** Events that came and that nobody on such a line may hear. */
	readonly overheard: readonly string[];
}

const OPTIONS = { forceNew: true, reconnection: false, transports: ['websocket'] };

/** A socket with whatever is held in hand; it may not be let in. */
export function knockOnSocket(
	url: string,
	namespace: string,
	{ cookie = '', token }: { cookie?: string; token?: string } = {}
): Screen {
	const extraHeaders: Record<string, string> = cookie === '' ? {} : { cookie };
	return new Screen(
		io(url + namespace, { ...OPTIONS, extraHeaders, ...(token !== undefined && { auth: { token } }) })
	);
}

/** Why the line was not opened, or « open ». */
export function entryOf(screen: Screen): Promise<string> {
	return screen.until(
		'a line or a refusal',
		() => screen.refusedEntry ?? (screen.socket.connected && 'open')
	);
}

/** As everybody, each audience, here and elsewhere. */
export async function walkSocket(walk: Walk, visitor: Visitor): Promise<Watched[]> {
	const watched: Watched[] = [];
	for (const isForeign of [false, true]) {
		// A line for each site: one line may not ask without end.
		const screen = knockOnSocket(walk.own.hand.node.url, '/staff', visitor);
		const entry = await entryOf(screen);
		const wanted = visitor.member === null ? 'not_signed_in' : 'open';
		watched.push({ visitor, call: '/staff', wanted: [wanted], answer: entry, board: null, overheard: [] });
		if (entry !== 'open') continue;
		const heard = listen(screen);
		for (const audience of [undefined, ...AUDIENCES]) {
			const siteId = isForeign ? FOREIGN : OWN;
			const place = { service: GIVEN, inHandOf: null };
			const statuses = wantedOf(asksForBoard, { yes: 200, leads: false }, visitor, {
				isForeign,
				place,
				audience
			});
			const answer = await watch(screen, siteId, audience);
			watched.push({
				visitor,
				call: `watch ${siteId} as ${audience ?? 'usual'}`,
				wanted: statuses.map((status) =>
					status === 200 ? 'view' : status === 404 ? 'not_found' : 'forbidden'
				),
				...answer,
				overheard: heard().filter((event) => !HEARD[event]?.staff)
			});
		}
		screen.socket.disconnect();
	}
	return watched;
}

/** Every event that has come by now, by name. */
export function listen(screen: Screen): () => string[] {
	const heard: string[] = [];
	screen.socket.onAny((event: string) => heard.push(event));
	return () => heard;
}

/**
 * Sends `watch` and waits for what comes of it: a view of that site as that audience, or a refusal. A change may
 * bring one more view of what was watched before; that is no answer.
 */
export async function watch(
	screen: Screen,
	siteId: string,
	audience: Audience | undefined
): Promise<{ answer: string; board: Board | null }> {
	const before = { boards: screen.boards.length, refusals: screen.refusals.length };
	screen.socket.emit('watch', { siteId, audience });
	return screen.until(`an answer to watch ${siteId} as ${audience}`, () => {
		const [board] = screen.boards
			.slice(before.boards)
			.filter((one) => one.siteId === siteId && one.audience === (audience ?? one.audience));
		if (board !== undefined) return { answer: 'view', board };
		const [refusal] = screen.refusals.slice(before.refusals);
		return refusal === undefined ? null : { answer: refusal, board: null };
	});
}

/** What came otherwise than the policy wants, one line each. */
export function surprisesOf(watched: readonly Watched[]): string[] {
	return watched.flatMap(({ visitor, call, answer, wanted, overheard }) => [
		...(wanted.includes(answer)
			? []
			: [`${visitor.title}: ${call}: ${answer}, the policy wants ${wanted.join(' or ')}`]),
		...overheard.map((event) => `${visitor.title}: ${call}: heard « ${event} »`)
	]);
}
