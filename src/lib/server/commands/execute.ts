/** The one door for change (ADR 2). */
import type { CommandRequest, Outcome } from '#lib/server/commands/request.ts';
import { runBatch, type Ports } from '#lib/server/commands/run-batch.ts';
import { SiteLine } from '#lib/server/commands/site-line.ts';
import type { Db } from '#lib/server/store/database.ts';

/** Rings after a commit that changed a site. */
export type Ring = (bell: { siteId: string; epoch: number; seq: number }) => void;

export interface Door {
	/**
	 * Decides and commits one command, idempotent by its id.
	 * @throws the database's error when nothing could be saved; the caller may send the same id again.
	 */
	execute(request: CommandRequest): Promise<Outcome>;
	/** Resolves when no command is under way. */
	idle(): Promise<void>;
}

/** Opens the door on a database. */
export function openDoor(db: Db, ports: Ports, ring: Ring): Door {
	const line = new SiteLine<CommandRequest, Outcome>(async (siteId, requests) => {
		const { outcomes, moved } = await withOneRetry(() => runBatch(db, ports, siteId, requests));
		if (moved !== null) ring({ siteId, ...moved });
		return outcomes;
	}, isFaultOfOne);
	return {
		execute: (request) => line.join(request.siteId, request),
		idle: () => line.idle()
	};
}

/**
 * Two nodes may log one id at two sites at once, or draw one word on both sides of a failover: the loser of
 * a unique index finds the winner's row when it looks again.
 */
async function withOneRetry<R>(run: () => Promise<R>): Promise<R> {
	try {
		return await run();
	} catch (error) {
		if (isUniqueViolation(error)) return run();
		throw error;
	}
}

function isUniqueViolation(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === '23505';
}

/** SQLSTATE classes 22 and 23 are about a value or a constraint; what has no SQLSTATE is a fault of ours. */
function isFaultOfOne(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code !== 'string' || /^2[23]/.test(code);
}
