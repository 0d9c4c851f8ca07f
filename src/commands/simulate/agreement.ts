/** Whether a screen shows what the database says. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Board, CoordinatorView, DisplayView } from '#lib/contract/views.ts';
import type { CallWay } from '#lib/contract/steps.ts';

/** What passes by the clock alone, without any change of the site: a screen learns it with the next change. */
const AGEING = new Set(['undo', 'pastGrace', 'nextBlock']);
const ON_DISPLAY: readonly CallWay[] = ['word', 'alias_aloud'];

/** Where the two boards differ, in words for the operator; null when they do not. */
export function differenceOf(
	shown: Board | null,
	truth: Board,
	ageing: 'compared' | 'ignored'
): string | null {
	if (shown === null) return 'n’a rien reçu';
	if (shown.epoch !== truth.epoch || shown.seq !== truth.seq) return behind(shown, truth);
	const path = firstDifference(shown.view, truth.view, ageing === 'ignored' ? AGEING : new Set(), 'view');
	return path && `diffère à ${path}`;
}

/** The same for a waiting-room display, of which coordination's board tells the calls that must show. */
export function displayDifference(shown: Board | null, truth: Board<'coordinator'>): string | null {
	if (shown === null) return 'n’a rien reçu';
	if (shown.epoch !== truth.epoch || shown.seq !== truth.seq) return behind(shown, truth);
	const view = shown.view as DisplayView;
	const calls = view.calls.map(({ word, room }) => ({ word, room }));
	const wanted = callsToShow(truth.view);
	const path = firstDifference(byWord(calls), byWord(wanted), new Set(), 'calls');
	if (path !== null) return `diffère à ${path}`;
	const mayShow = new Set(truth.view.entries.filter(isForDisplay).map(({ word }) => word));
	return view.recent.every(({ word }) => mayShow.has(word)) ? null : 'montre un appel discret';
}

function callsToShow({ entries }: CoordinatorView): { word: string; room: string | null }[] {
	return entries
		.filter((entry) => entry.status === 'called' && isForDisplay(entry))
		.map(({ word, room }) => ({ word, room: room?.name ?? null }));
}

function isForDisplay({ callBy }: { callBy: CallWay }): boolean {
	return ON_DISPLAY.includes(callBy);
}

function byWord<T extends { word: string }>(calls: readonly T[]): T[] {
	return [...calls].sort((a, b) => (a.word < b.word ? -1 : 1));
}

function behind(shown: Board, truth: Board): string {
	return `en est à ${shown.epoch}.${shown.seq} au lieu de ${truth.epoch}.${truth.seq}`;
}

/** The path of the first value that differs; keys of `ignored` do not count. No value is told. */
function firstDifference(a: unknown, b: unknown, ignored: ReadonlySet<string>, path: string): string | null {
	if (isDeepStrictEqual(a, b)) return null;
	if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return path;
	for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
		if (ignored.has(key)) continue;
		const found = firstDifference(a[key], b[key], ignored, `${path}.${key}`);
		if (found !== null) return found;
	}
	return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
