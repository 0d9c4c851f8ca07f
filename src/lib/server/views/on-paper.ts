/** What a site's team may carry on paper: the words of the list, and empty cards. Never who, why or for what. */
import type { QuestionShown } from '#lib/contract/questions.ts';
import type { PaperCard, PaperQuestion, PrintedList } from '#lib/contract/views.ts';
import { audiencesFor } from '#lib/domain/policy/policy.ts';
import { activeEntry, type Visit } from '#lib/domain/visit/state.ts';
import { findActor } from '#lib/server/store/accounts.ts';
import type { BoardFacts } from '#lib/server/store/board-facts.ts';
import type { Database } from '#lib/server/store/database.ts';
import { readNames } from '#lib/server/store/read-names.ts';
import type { Boards } from '#lib/server/views/boards.ts';
import { questionsAt } from '#lib/server/views/questions-at.ts';
import { placesInOrder } from '#lib/server/views/staff-entries.ts';

interface Ports {
	readonly database: Database;
	readonly boards: Boards;
}
interface Asking {
	readonly accountId: string;
	readonly siteId: string;
}
interface Refused {
	readonly refused: 'not_found' | 'forbidden';
}

/** The printed list, for whoever may see the words of the site on a screen. */
export async function printedListFor(ports: Ports, asking: Asking): Promise<PrintedList | Refused> {
	const seen = await seenBy(ports, asking);
	return 'refused' in seen ? seen : printedList(seen.facts, seen.order);
}

/** The empty card, for the same people; its questions and reasons in `lang` where they have words in it. */
export async function paperCardFor(ports: Ports, asking: Asking, lang: string): Promise<PaperCard | Refused> {
	const seen = await seenBy(ports, asking);
	if ('refused' in seen) return seen;
	const { site, reasons } = seen.facts;
	const [{ form, set }, names] = await Promise.all([
		questionsAt(ports.database.read, asking.siteId, lang),
		readNames(ports.database.read, lang)
	]);
	return {
		siteName: site.name,
		practice: site.practice,
		reasons: reasons.map(({ id, short, pictogram }) => ({
			short: names.reasons[id]?.short ?? short,
			pictogram
		})),
		questions: set.filter(({ stage }) => stage === 'intake').map((question) => onPaper(question, form))
	};
}

/** More choices than this take half a card: they are written down instead. */
const MOST_BOXES = 6;

function onPaper({ field, text, options }: QuestionShown, form: 'tu' | 'vous'): PaperQuestion {
	return {
		text: (form === 'tu' ? text.tu : null) ?? text.vous,
		is: field === 'reasons' || field === 'company' ? field : 'other',
		labels: options.length > MOST_BOXES ? [] : options.map(({ label }) => label)
	};
}

/** Once each, those who are still on the list and not in an encounter. */
function printedList(facts: BoardFacts, order: PrintedList['order']): PrintedList {
	const { site, block, at } = facts;
	const visits =
		order === 'passing'
			? new Set(placesInOrder(facts).map(({ visit }) => visit))
			: [...facts.visits.values()].sort((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1));
	return {
		siteName: site.name,
		timezone: site.timezone,
		practice: site.practice,
		printedAt: new Date(at).toISOString(),
		open: block !== null,
		order,
		words: [...visits].filter(isAwaited).map(({ word }) => word)
	};
}

/** Waits or is called; whoever stepped out keeps the place. */
function isAwaited(visit: Visit): boolean {
	if (visit.presence === 'left') return false;
	const entry = activeEntry(visit) ?? visit.entries.find(({ status }) => status === 'waiting');
	return entry !== undefined && entry.status !== 'in_service';
}

async function seenBy(
	{ database, boards }: Ports,
	{ accountId, siteId }: Asking
): Promise<{ facts: BoardFacts; order: PrintedList['order'] } | Refused> {
	const actor = await findActor(database.read, accountId, siteId);
	if (actor === null) return { refused: 'not_found' };
	const audiences = audiencesFor(actor);
	if (!audiences.includes('host_worker')) return { refused: 'forbidden' };
	const facts = await boards.facts(siteId);
	if (facts === null) return { refused: 'not_found' };
	return { facts, order: audiences.includes('reception') ? 'passing' : 'arrival' };
}
