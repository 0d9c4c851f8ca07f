/** Everything that is promised of a history, asked at once. */
import type { Sql } from 'postgres';
import { everyChangeLogged } from '../checker/audit.ts';
import { operationsOf, type History, type Operation } from '../checker/history.ts';
import * as promises from '../checker/invariants.ts';
import { linearizable } from '../checker/linearizable.ts';
import { readRows, type Rows } from './rows.ts';

export interface Judged {
	readonly operations: number;
	/** Of them, those that nobody ever heard of. */
	readonly unheard: number;
	/** What was broken, in words; empty when all was kept. */
	readonly breaches: readonly string[];
	readonly rows: Rows;
}

/**
 * Judges what was recorded at a site that stood at `fromSeq` with nobody on its list. The search for one order is
 * left out where a history is too long for it (`search`): thousands of people are a state too large to remember.
 */
export async function judge(
	history: History,
	{ sql, siteId, fromSeq, search = true }: { sql: Sql; siteId: string; fromSeq: number; search?: boolean }
): Promise<Judged> {
	const rows = await readRows(sql, siteId, fromSeq);
	const operations = withHints(operationsOf(history), rows);
	const breaches = [
		...promises.oneAnswerPerKey(history),
		...promises.numbersGrow(operations),
		...promises.nobodyCalledTwice(operations),
		...promises.nobodyLost(operations, rows.visits),
		...promises.nobodyInvented(operations, rows.visits.keys()),
		...promises.inOrder(operations),
		...promises.neverFalselyEmpty(operations),
		...everyChangeLogged(operations, rows.logged, fromSeq)
	].map(({ invariant, message }) => `${invariant}: ${message}`);
	const verdict = search
		? linearizable([...operations, reading(operations.length, history.length, rows)], fromSeq)
		: null;
	const unheard = operations.filter(({ outcome }) => outcome.type === 'info').length;
	const found = verdict?.accepted === false ? [...breaches, verdict.message] : breaches;
	return { operations: operations.length, unheard, breaches: found, rows };
}

/** The last look, after everybody has ended. */
function reading(index: number, at: number, { seq, places }: Rows): Operation {
	return {
		...{ index, key: 'the rows', by: 'the end', asked: { verb: 'read' } },
		...{ from: at, until: at + 1, fromMs: Infinity, untilMs: Infinity },
		outcome: { type: 'ok', answer: { about: 'all', seq, places } }
	};
}

/** What the rows say of those that nobody heard of: the time of a registration, and the number of a change. */
function withHints(operations: readonly Operation[], { visits, logged }: Rows): Operation[] {
	const numbers = new Map(logged.map(({ key, seq }) => [key, seq]));
	return operations.map((operation) => {
		const { key, asked, outcome } = operation;
		if (outcome.type !== 'info') return operation;
		const hinted = { ...operation, logged: numbers.get(key) ?? null };
		const arrivedAt = asked.verb === 'register' ? visits.get(asked.visit)?.arrivedAt : undefined;
		return asked.verb !== 'register' || arrivedAt === undefined
			? hinted
			: { ...hinted, asked: { ...asked, arrivedAt } };
	});
}
