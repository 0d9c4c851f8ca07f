/** What somebody is told of their own sessions and tiles, and how they put an end to them. */
import type { SessionsAnswer } from '#lib/contract/answers.ts';
import { pinProblem, type PinProblem } from '#lib/domain/access/pin.ts';
import { stateOf, type SessionLevel } from '#lib/domain/access/session.ts';
import type { Devices } from '#lib/server/auth/devices.ts';
import type { Sessions, SignedIn } from '#lib/server/auth/sessions.ts';
import type { SessionRow } from '#lib/server/store/sessions.ts';

export type OwnSession = SessionsAnswer['sessions'][number];

/** My sessions that are not over: the one that asks first, then the latest touched. */
export async function listOwnSessions(sessions: Sessions, mine: SignedIn): Promise<OwnSession[]> {
	const shown = (await sessions.list(mine.account.id)).map((row) => ({
		id: row.publicId,
		current: row.publicId === mine.publicId,
		browser: row.browser,
		device: row.deviceLabel,
		startedAt: new Date(row.startedAt).toISOString(),
		lastActiveAt: new Date(row.lastActiveAt).toISOString(),
		level: levelNow(row)
	}));
	return shown.sort((a, b) => Number(b.current) - Number(a.current));
}

/** A tablet that nobody touched for a while is locked, whatever its session could do before. */
function levelNow(row: SessionRow): SessionLevel {
	return stateOf(row, row.now) === 'locked' ? 'locked' : row.level;
}

/** Takes my tile off a tablet, and ends what I left open there; the session that asks goes on. */
export async function leaveDevice(
	{ devices, sessions }: { devices: Devices; sessions: Sessions },
	mine: SignedIn,
	deviceId: string
): Promise<void> {
	await devices.forgetTile(deviceId, mine.account.id);
	const left = (await sessions.list(mine.account.id)).filter(
		(row) => row.deviceId === deviceId && row.publicId !== mine.publicId
	);
	for (const { publicId } of left) await sessions.endOne(mine.account.id, publicId);
}

/** What is wrong with a new PIN that was typed twice, or null. */
export function wrongPinChoice(pin: string, again: string): PinProblem | 'not_the_same' | null {
	return pinProblem(pin) ?? (pin === again ? null : 'not_the_same');
}
