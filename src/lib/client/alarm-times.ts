/** When the alarm of a « coup d’œil » sounds: at once, and again every minute until somebody goes (R-I4). */
export const AGAIN_AFTER_MS = 60_000;

/** Which looks nobody goes to, as far as the alarm knows, and when it sounded last; instants of any one clock. */
export interface AlarmTimes {
	readonly waiting: readonly string[];
	readonly rangAt: number | null;
}

export const SILENT: AlarmTimes = { waiting: [], rangAt: null };

export interface AlarmStep {
	readonly times: AlarmTimes;
	readonly ring: boolean;
	/** When to look again, unless something changes before; null when nothing is waited for. */
	readonly inMs: number | null;
}

/** What to do at `now` with the looks `waiting`: one that was not known rings at once, whenever it rang before. */
export function alarmStep(
	{ waiting: known, rangAt }: AlarmTimes,
	waiting: readonly string[],
	now: number
): AlarmStep {
	if (waiting.length === 0) return { times: SILENT, ring: false, inMs: null };
	const isNew = waiting.some((id) => !known.includes(id));
	const sinceMs = rangAt === null ? AGAIN_AFTER_MS : now - rangAt;
	if (isNew || sinceMs >= AGAIN_AFTER_MS) {
		return { times: { waiting, rangAt: now }, ring: true, inMs: AGAIN_AFTER_MS };
	}
	return { times: { waiting, rangAt }, ring: false, inMs: AGAIN_AFTER_MS - sinceMs };
}
