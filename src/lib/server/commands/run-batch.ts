/** One transaction for up to 32 commands of one site: lock, load once, decide each, write together. */
import { decide } from '#lib/domain/queue/decide.ts';
import { apply } from '#lib/domain/queue/apply.ts';
import { isRefusal } from '#lib/domain/queue/decision.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { Cause } from '#lib/domain/visit/events.ts';
import { answerOf } from '#lib/server/commands/answer.ts';
import { instantOfId, KEPT_MS, recordOf, replay } from '#lib/server/commands/record.ts';
import { PersonalOfBatch } from '#lib/server/commands/personal-of-batch.ts';
import { HOUSE, type CommandRequest, type Outcome } from '#lib/server/commands/request.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import { findCommands, saveCommands, type CommandRecord } from '#lib/server/store/command-log.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { inOrder } from '#lib/server/store/in-order.ts';
import { saveLooks } from '#lib/server/store/look-rows.ts';
import { lockHead, moveHead, type SiteHead } from '#lib/server/store/head.ts';
import { loadFirst, loadSite, type SiteFacts, type Wanted } from '#lib/server/store/load-site.ts';
import { saltsOf } from '#lib/server/store/personal.ts';
import { saveWhereabouts } from '#lib/server/store/whereabouts.ts';
import { AnswersOfBatch } from '#lib/server/commands/answers-of-batch.ts';
import { saveNewPeople, savePeople } from '#lib/server/store/save-people.ts';
import { appendEvents, saveBlocks, saveVisits, type LoggedEvent } from '#lib/server/store/save-site.ts';

/** Where time, ids and randomness come from. */
export interface Ports {
	readonly clock: Clock;
	readonly newId: () => string;
	/** In [0, 1). */
	readonly random: () => number;
	/** At least 128 bits, as text. */
	readonly newSalt: () => string;
	readonly keys: KeyRing;
}

export interface BatchResult {
	readonly outcomes: readonly Outcome[];
	/** The head after the batch when something changed, else null. */
	readonly moved: { epoch: number; seq: number } | null;
}

/** Runs the requests in their order and commits all of them, or throws and has changed nothing. */
export async function runBatch(
	db: Db,
	ports: Ports,
	siteId: string,
	requests: readonly CommandRequest[]
): Promise<BatchResult> {
	return (await db.begin(async (tx) => {
		const wanted = wantedBy(requests);
		// The lock goes first; what is asked for behind it in the same flight is answered as things stand under it.
		const locking = lockHead(tx, siteId);
		const [head, now, records, salts, first] = await Promise.all([
			locking,
			ports.clock(tx),
			findCommands(
				tx,
				requests.map((r) => r.id)
			),
			saltsOf(tx, salted(requests)),
			loadFirst(tx, siteId, wanted)
		]);
		if (head === null || first === null) return nothingHere(requests);
		const at = Math.max(now, head.lastAt + 1);
		const facts = await loadSite(tx, siteId, { wanted, first, at });
		const batch = new Batch(head, facts, ports, records, salts, at);
		const outcomes = requests.map((request) => batch.take(request));
		await batch.save(tx);
		return { outcomes, moved: batch.seq > head.seq ? { epoch: head.epoch, seq: batch.seq } : null };
	})) as BatchResult;
}

/** A batch under way: state, log and answers grow command by command. */
class Batch {
	seq: number;
	#at: number;
	#state: SiteState;
	readonly #events: LoggedEvent[] = [];
	readonly #newRecords: CommandRecord[] = [];
	readonly #personal: PersonalOfBatch;
	/** Room by visit; null forgets. */
	readonly #whereabouts = new Map<string, string | null>();
	readonly #answers = new AnswersOfBatch();

	constructor(
		readonly head: SiteHead,
		readonly facts: SiteFacts,
		readonly ports: Ports,
		readonly records: Map<string, CommandRecord>,
		visitSalts: Map<string, string>,
		firstAt: number
	) {
		this.seq = head.seq;
		this.#state = facts.state;
		this.#at = firstAt - 1;
		this.#personal = new PersonalOfBatch(ports, visitSalts, new Map(facts.personSalts));
	}

	take(request: CommandRequest): Outcome {
		const record = this.records.get(request.id);
		if (record !== undefined) return replay(this.ports.keys, record, request);
		// Two commands never share an instant: their order is the order of their times.
		this.#at += 1;
		const made = instantOfId(request.id);
		if (made !== null && made < this.#at - KEPT_MS) return { kind: 'expired' };
		const outcome = this.#decide(request);
		const { keys, newSalt } = this.ports;
		const kept = recordOf(request, outcome, this.#at, { keys, bodySalt: newSalt() });
		if (kept !== null) {
			this.records.set(request.id, kept);
			this.#newRecords.push(kept);
		}
		return outcome;
	}

	#decide(request: CommandRequest): Outcome {
		const actor = request.actorId === HOUSE ? THE_HOUSE : this.facts.actors.get(request.actorId);
		if (actor === undefined) return { kind: 'refused', refusal: { refused: 'not_found' } };
		const { newId, random } = this.ports;
		const command = this.#personal.marked(request, this.#state);
		const context = { actor, at: this.#at, localDay: this.facts.localDay, newId, random };
		const decision = decide(this.#state, command, context);
		if (isRefusal(decision)) return { kind: 'refused', refusal: decision };

		const cause: Cause = { commandId: request.id, by: actor.id, at: this.#at };
		this.#state = apply(this.#state, decision.events, cause);
		if (decision.events.length > 0) this.seq += 1;
		for (const [ordinal, event] of decision.events.entries()) {
			this.#events.push({ epoch: this.head.epoch, seq: this.seq, ordinal, event, ...cause });
		}
		this.#personal.keep(request, this.#state, cause);
		if (command.verb === 'where') this.#whereabouts.set(command.visitId, command.room);
		this.#answers.keep(request.command);
		const created = command.verb === 'register' || command.verb === 'quick_look';
		return answerOf(decision.told, this.#state, { seq: this.seq, created, role: actor.role });
	}

	async save(tx: Tx): Promise<void> {
		const { siteId } = this.head;
		const openBlockId = this.#state.block?.id ?? null;
		const place = { siteId, localDay: this.facts.localDay, openBlockId };
		const before = this.facts.state.visits;
		const touched = [...this.#state.visits.values()].filter((visit) => before.get(visit.id) !== visit);
		const created = touched.filter((visit) => !before.has(visit.id));
		const changed = touched.filter((visit) => before.has(visit.id));
		const { statements, chainHead } = appendEvents(tx, this.head, this.#personal.logged(this.#events));
		const head = { ...this.head, seq: this.seq, lastAt: this.#at, chainHead };
		await saveBlocks(tx, siteId, this.#events);
		await saveNewPeople(tx, siteId, this.#events);
		// What nearly every batch writes goes in one flight.
		await inOrder([
			...saveVisits(tx, place, { created, changed }),
			...this.#personal.statements(tx),
			...statements,
			...saveCommands(tx, siteId, this.#newRecords),
			...(this.seq > this.head.seq ? [moveHead(tx, head)] : [])
		]);
		await savePeople(tx, siteId, this.#events, this.#state.visits);
		await saveWhereabouts(tx, this.#whereabouts, touched, this.#events);
		await saveLooks(tx, siteId, this.#events);
		await this.#personal.save(tx, this.#events);
		await this.#answers.save(tx, this.#events);
	}
}

const THE_HOUSE: Actor = { id: HOUSE, role: 'coordinator', gives: new Set(), maySetLevel: false };

function nothingHere(requests: readonly CommandRequest[]): BatchResult {
	return {
		outcomes: requests.map(() => ({ kind: 'refused', refusal: { refused: 'not_found' } })),
		moved: null
	};
}

function wantedBy(requests: readonly CommandRequest[]): Wanted {
	return {
		visitIds: visitIdsOf(requests),
		entryIds: requests.flatMap(({ command }) => ('entryId' in command ? [command.entryId] : [])),
		callerIds: [
			...new Set(requests.filter(({ command: { verb } }) => CALLS.has(verb)).map(({ actorId }) => actorId))
		],
		personIds: requests.flatMap(({ command }) => [
			...('personId' in command && command.personId !== null ? [command.personId] : []),
			...('intoId' in command ? [command.intoId] : [])
		]),
		questionIds: requests.flatMap(({ command }) =>
			'answers' in command ? command.answers.map(({ question }) => question) : []
		),
		typedOver: requests.flatMap(({ command }) =>
			command.verb === 'details' && command.over !== undefined ? [command.visitId] : []
		),
		lookIds: requests.flatMap(({ command }) => ('lookId' in command ? [command.lookId] : [])),
		lockPeople: requests.some(
			({ command: { verb } }) => verb === 'merge_people' || verb === 'separate_people'
		),
		everybody: requests.some(({ command: { verb } }) => CALLS.has(verb)),
		partyIds: requests.flatMap(({ command }) =>
			command.verb === 'register' && command.partyId !== null ? [command.partyId] : []
		),
		company: requests.some(({ command }) => isAboutCompany(command)),
		words: requests.some(({ command: { verb } }) => verb === 'register'),
		tallies: requests.some(({ command: { verb } }) => verb === 'tally' || verb === 'untally')
	};
}

/** Chooses somebody, and a room to receive them. */
const CALLS: ReadonlySet<Command['verb']> = new Set(['call_next', 'call']);

/** Visits that may have values already: not those about to be registered. */
function salted(requests: readonly CommandRequest[]): string[] {
	return visitIdsOf(requests.filter(({ command: { verb } }) => verb !== 'register'));
}

function visitIdsOf(requests: readonly CommandRequest[]): string[] {
	return requests.flatMap(({ command }) => [
		...('visitId' in command && command.visitId !== null ? [command.visitId] : []),
		...('otherVisitId' in command ? [command.otherVisitId] : []),
		...('withVisitId' in command && command.withVisitId !== null ? [command.withVisitId] : [])
	]);
}

/** Decided by looking at the whole party, or at somebody's animals. */
function isAboutCompany(command: Command): boolean {
	if (command.verb === 'register') return command.partyId !== null || command.withVisitId !== null;
	return command.verb === 'group' || command.verb === 'ungroup' || command.verb === 'merge_visits';
}
