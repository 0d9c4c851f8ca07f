/** What can be noted around a visit besides its steps on the list; each asks for something first. */
import { send } from '#lib/client/send.ts';
import { problemText } from '#lib/client/problem-text.ts';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import type { EntryStatus } from '#lib/contract/steps.ts';
import type { ClinicianEntry, ReceptionEntry } from '#lib/contract/views.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { say } from '#lib/ui/toasts.svelte.ts';

const FILE_ASKS = ['notice', 'identify', 'restrict', 'merge', 'follow_up'] as const;
export type FileAsk = (typeof FILE_ASKS)[number];

/** What stands over the question. */
export const FILE_ASK: Record<FileAsk, () => string> = {
	notice: m.visit_notice_title,
	identify: m.visit_find_title,
	restrict: m.visit_restrict,
	merge: m.visit_merge,
	follow_up: m.visit_follow_up_title
};

/** True for what is asked around a visit, and not of its place on the list. */
export function isFileAsk(asked: string | null): asked is FileAsk {
	return (FILE_ASKS as readonly (string | null)[]).includes(asked);
}

/** A visit whose card is open. */
export interface OpenVisit {
	visitId: string;
	word: string;
}

/** A line of today that could be the same person's. */
export interface OtherVisit extends OpenVisit {
	alias: string | null;
	arrivedAt: string;
}

/** The lines of a board that a visit could be one with: each of the others that is not over, once. */
export function othersOf(entries: readonly Line[], visitId: string): OtherVisit[] {
	const others = new Map<string, OtherVisit>();
	for (const { visitId: id, word, arrivedAt, alias, care, status, presence } of entries) {
		const isOver = presence === 'left' || !OPEN.includes(status);
		if (id === visitId || isOver) continue;
		others.set(id, { visitId: id, word, arrivedAt, alias: alias ?? care?.alias ?? null });
	}
	return [...others.values()];
}
const OPEN: readonly EntryStatus[] = ['waiting', 'called', 'in_service'];

/** A place as the tablet's or the console's board shows it. */
type Line = Pick<ClinicianEntry, 'visitId' | 'word' | 'arrivedAt' | 'status' | 'presence'> &
	Partial<Pick<ClinicianEntry, 'care'> & Pick<ReceptionEntry, 'alias'>>;

type Path =
	| ('notice' | 'identify' | 'restrict' | 'lift-restriction' | 'merge' | 'follow-up')
	| ('details' | 'group' | 'ungroup' | 'where' | 'check-in')
	| ('interpreter' | 'interpreter-confirmed' | 'interpreter-withdrawn');

/** Null when it was noted, and said so; else the sentence that says why not. `done` is told the word that stays. */
export async function note(
	{ visitId }: OpenVisit,
	path: Path,
	body: object,
	done: (about: { word: string }) => string
): Promise<string | null> {
	const sent = await send(`/visits/${visitId}/${path}`, body);
	if (!sent.ok) return problemText(sent.problem);
	const { word } = (sent.body as VisitAnswer).visit;
	say(done({ word }), { about: visitId });
	return null;
}
