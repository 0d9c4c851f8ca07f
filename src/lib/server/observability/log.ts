/** The log: one JSON line per fact, never a body, a word, an alias or an address with an id in it. */
import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Writes to standard error, so that the addresses printed for the operator stay readable. */
export function openLog(level: string): Log {
	return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}

/** What may be said of an error: its kind and where it rose. Messages of a database may quote values. */
export function traceOf(error: unknown): { kind: string; code?: string; stack?: string } {
	if (!(error instanceof Error)) return { kind: typeof error };
	const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
	const stack = error.stack
		?.split('\n')
		.filter((line) => line.trim().startsWith('at '))
		.join('\n');
	return { kind: error.name, ...(code !== undefined && { code }), ...(stack !== undefined && { stack }) };
}
