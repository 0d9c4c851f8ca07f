/** Given a situation, when somebody asks for something, then this happened, or that was refused. */
import { expect } from 'vitest';
import { apply } from '#lib/domain/queue/apply.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import { decide } from '#lib/domain/queue/decide.ts';
import { isRefusal, type QueueEvent, type Told } from '#lib/domain/queue/decision.ts';
import type { Refusal, RefusalCode } from '#lib/domain/queue/refusals.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import type { Entry, Visit } from '#lib/domain/visit/state.ts';
import { OPENING, TODAY, counter } from './time.ts';

export interface Circumstances {
	/** Who asks. */
	actor: Actor;
	/** When; at the opening unless said otherwise. */
	at?: number;
	newId?: () => string;
	random?: () => number;
}

/** Clock, ids and chance in the test's hand: new ids are `new-1`, `new-2`…, and chance takes the first. */
export const aContext = ({
	actor,
	at = OPENING,
	newId = counter('new'),
	random = () => 0
}: Circumstances): Context => ({
	actor,
	at,
	localDay: TODAY,
	newId,
	random
});

/** What came of a command, to look at closer. */
export interface Outcome {
	readonly state: SiteState;
	readonly told: Told | null;
	visit(id?: string): Visit;
	entry(id: string): Entry;
}

const nextCommand = counter('command');

export const given = (state: SiteState) => ({
	when: (command: Command, circumstances: Circumstances) => ({
		/**
		 * Checks the events (all of them, in order), the refusal's code, or the whole refusal.
		 * Nothing happens on a refusal.
		 */
		then(expected: readonly unknown[] | RefusalCode | Refusal): Outcome {
			const ctx = aContext(circumstances);
			const decision = decide(state, command, ctx);
			if (isRefusal(decision)) {
				if (typeof expected === 'string') expect(decision.refused).toBe(expected);
				else expect(decision).toEqual(expected);
				return outcome(state, null);
			}
			expect(decision.events).toEqual(expected);
			return outcome(applied(state, decision.events, ctx), decision.told);
		}
	})
});

/** The state after several commands that are all accepted. */
export function play(state: SiteState, ...moves: readonly [Command, Circumstances][]): SiteState {
	const newId = counter('later');
	return moves.reduce((before, [command, circumstances]) => {
		const ctx = aContext({ newId, ...circumstances });
		const decision = decide(before, command, ctx);
		if (isRefusal(decision)) throw new Error(`${command.verb} was refused: ${decision.refused}`);
		return applied(before, decision.events, ctx);
	}, state);
}

/** The entries that a command called, in order; empty when nobody was. */
export function called(state: SiteState, command: Command, circumstances: Circumstances): string[] {
	const decision = decide(state, command, aContext(circumstances));
	if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
	return decision.events.flatMap((event) => (event.type === 'EntryCalled' ? [event.entryId] : []));
}

function applied(state: SiteState, events: readonly QueueEvent[], { actor, at }: Context): SiteState {
	return apply(state, events, { commandId: nextCommand(), by: actor.id, at });
}

function outcome(state: SiteState, told: Told | null): Outcome {
	return { state, told, visit: (id = 'visit') => visitOf(state, id), entry: (id) => entryOf(state, id) };
}

export function visitOf(state: SiteState, id = 'visit'): Visit {
	const visit = state.visits.get(id);
	if (visit === undefined) throw new Error(`no visit ${id}`);
	return visit;
}

export function entryOf(state: SiteState, id: string): Entry {
	for (const visit of state.visits.values()) {
		const entry = visit.entries.find((e) => e.id === id);
		if (entry !== undefined) return entry;
	}
	throw new Error(`no entry ${id}`);
}
