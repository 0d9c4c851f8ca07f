/** How the rest of the house writes down what it shows. */
import { auditedRead, type Access } from '#lib/server/audit/access-log.ts';
import { BoardReads } from '#lib/server/audit/board-reads.ts';
import { Recorder } from '#lib/server/audit/recorder.ts';
import { WatchLog } from '#lib/server/audit/watch-log.ts';
import { traceOf, type Log } from '#lib/server/observability/log.ts';
import type { Clock } from '#lib/server/store/clock.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

export interface Audit {
	/**
	 * Writes one row in a transaction of its own.
	 * @throws when it can't be written: then nothing may be shown.
	 */
	record(access: Access): Promise<void>;
	/** Writes the row, then reads, in one transaction. @throws when it can't be written, or what `read` throws. */
	read<R>(access: Access, read: (tx: Tx) => Promise<R>): Promise<R>;
	readonly boardReads: BoardReads;
	readonly watchLog: WatchLog;
	/** Ends what is being watched and waits until all is written. */
	close(): Promise<void>;
}

/** An audit that writes with these connections and this clock. */
export function openAudit(db: Db, clock: Clock, log: Log): Audit {
	const recorder = new Recorder(db, clock);
	const record = (access: Access) => recorder.record(access);
	const watchLog = new WatchLog(record, (error) =>
		log.error({ error: traceOf(error) }, 'the end of a watch could not be written down')
	);
	return {
		record,
		read: (access, read) => auditedRead(db, clock, access, read),
		boardReads: new BoardReads(record, () => performance.now()),
		watchLog,
		async close() {
			watchLog.close();
			await recorder.idle();
		}
	};
}
