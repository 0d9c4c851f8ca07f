/** Limits under which what is tried at once is tried before the first wait is over, however slow the machine is. */
import { LIMITS, type LimitsTable, type SecretName, type Tries } from '#lib/server/limits/table.ts';

/** Fifty answers and five hashes take a second on a busy machine; the first wait of most secrets is one. */
const LONGER_THAN_A_HURRY_S = 5;

/** The product's table, in which no first wait is shorter than this many seconds. */
export function withFirstWaits(firstWaitS = LONGER_THAN_A_HURRY_S): LimitsTable {
	const secrets = Object.entries(LIMITS.secrets).map(([name, row]): [string, Tries] => [
		name,
		{
			...row,
			firstWaitS: Math.max(row.firstWaitS, firstWaitS),
			longestWaitS: Math.max(row.longestWaitS, firstWaitS)
		}
	]);
	return { ...LIMITS, secrets: Object.fromEntries(secrets) as Record<SecretName, Tries> };
}

/** For a node with a clock of the test's. */
export const slowHandVariables = (): Record<string, string> => ({
	TEST_LIMITS: JSON.stringify(withFirstWaits())
});
