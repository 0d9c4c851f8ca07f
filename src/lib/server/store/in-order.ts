/** Several statements in one flight: sent in the order given, without waiting for each other's answers. */
import type { PendingQuery, Row } from 'postgres';

/** A statement that was written and not sent yet. */
export type Statement = PendingQuery<Row[]>;

/**
 * Sends them on the transaction's connection, which does them one after the other. The driver sends a statement that is
 * merely awaited some turns later, so that of two asynchronous functions the deeper one would come second.
 * @throws the error of the first that fails; those behind it are not done.
 */
export async function inOrder(statements: readonly Statement[]): Promise<void> {
	await Promise.all(statements.map((statement) => statement.execute()));
}
