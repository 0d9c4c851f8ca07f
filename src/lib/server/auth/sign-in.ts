/** The ways in: password, second factor, PIN; and the ways out that keep the tablet's tiles. */
import { TILE_MS } from '#lib/domain/access/pin.ts';
import { factorNeed } from '#lib/domain/access/second-factor.ts';
import { may } from '#lib/domain/policy/policy.ts';
import type { Device, Devices } from '#lib/server/auth/devices.ts';
import {
	pretendToVerify,
	unlessTooMany,
	verifyPassword,
	type Line,
	type TooMany
} from '#lib/server/auth/passwords.ts';
import type { Pins } from '#lib/server/auth/pins.ts';
import type { LetIn, Session, Sessions, SignedIn } from '#lib/server/auth/sessions.ts';
import { findAccount, findActor, findByUsername, type Account } from '#lib/server/store/accounts.ts';
import type { Database } from '#lib/server/store/database.ts';
import { EVERYBODY, type Limits } from '#lib/server/limits/limits.ts';

/** What signing in asks of the house. */
export interface FrontDoor {
	readonly database: Database;
	readonly sessions: Sessions;
	readonly devices: Devices;
	readonly pins: Pins;
	readonly limits: Limits;
	readonly environment: { readonly demo: boolean };
}

/** The browser in front of the door. */
export interface Visitor {
	readonly device: Device | null;
	/** « Chrome, Android ». */
	readonly browser: string;
	/** What its cookie still names: it ends when somebody comes in. */
	readonly session: Session | null;
}

/** Who somebody is, for their own screen. */
export type Person = Omit<Account, 'epoch'>;

export type SignInOutcome =
	/** Everything is open, or (`ask`, `set_up`) the second factor is what comes next. */
	| { readonly token: string; readonly account: Person; readonly need: 'none' | 'ask' | 'set_up' }
	| { readonly refused: 'wrong_credentials' | 'device_needed' | 'not_of_this_site' }
	| TooMany;

/** Name and password. A wrong name takes as long as a wrong password, and answers the same. */
export async function signIn(
	house: FrontDoor,
	{ username, password }: { username: string; password: string },
	visitor: Visitor
): Promise<SignInOutcome> {
	const deviceId = visitor.device?.id ?? null;
	const line = deviceId === null ? 'anybody' : 'known';
	const tried = await unlessTooMany(() =>
		house.limits.attempt('password', { account: username, deviceId }, async () => {
			const row = await findByUsername(house.database.read, username);
			const usable = row !== null && !row.disabled ? row : null;
			return (await matches(house, usable?.passwordHash ?? null, password, line)) ? usable : null;
		})
	);
	if ('refused' in tried) return tried;
	switch (tried.kind) {
		case 'right':
			return admit(house, tried.value, visitor);
		case 'wrong':
			return { refused: 'wrong_credentials' };
		case 'wait':
			return { refused: 'too_many', retryAfterMs: tried.retryAfterMs };
	}
}

/** A name that does not exist is checked like any other; only, beyond a limit, without the work. */
async function matches({ limits }: FrontDoor, stored: string | null, password: string, line: Line) {
	const works = stored !== null || (await limits.consume('unknown_names', EVERYBODY)).ok;
	return works ? verifyPassword(stored, password, line) : pretendToVerify(line);
}

/**
 * Lets in somebody who has just shown a password or a one-time code, as far as the second factor allows; or a
 * passkey, which is a whole sign-in. An account that has changed since it was read is refused like wrong credentials.
 */
export async function admit(
	house: FrontDoor,
	account: Person & LetIn & { readonly hasFactor: boolean },
	visitor: Visitor,
	shown: 'password' | 'passkey' = 'password'
): Promise<SignInOutcome> {
	const { device } = visitor;
	const { id, name, title, role, hasFactor } = account;
	if (device !== null && (await findActor(house.database.read, id, device.siteId)) === null) {
		return { refused: 'not_of_this_site' };
	}
	const { demo } = house.environment;
	const onEnrolledDevice = device !== null;
	const need = shown === 'passkey' ? 'none' : factorNeed({ role, hasFactor, onEnrolledDevice, demo });
	if (need === 'device_needed') return { refused: 'device_needed' };
	const token = await enter(house, account, need, visitor);
	return token === null
		? { refused: 'wrong_credentials' }
		: { token, account: { id, name, title, role }, need };
}

async function enter(
	house: FrontDoor,
	{ id, epoch, passwordHash }: LetIn,
	need: 'none' | 'ask' | 'set_up',
	{ device, browser, session }: Visitor
): Promise<string | null> {
	const complete = need === 'none';
	if (session !== null) await house.sessions.end(session.sessionId);
	const token = await house.sessions.start({
		account: { id, epoch, ...(passwordHash !== undefined && { passwordHash }) },
		level: complete ? 'full' : 'password',
		deviceId: device?.id ?? null,
		browser,
		fresh: complete
	});
	if (token !== null && complete && device !== null) await house.devices.signedInFully(token);
	return token;
}

/** The second factor was right: the session is complete, under a new token. Null when it is gone meanwhile. */
export async function completeSignIn(house: FrontDoor, session: Session): Promise<string | null> {
	const token = await house.sessions.rotate(session.sessionId, { level: 'full', fresh: true });
	if (token !== null && session.deviceId !== null) await house.devices.signedInFully(token);
	return token;
}

export type UnlockOutcome =
	| { readonly token: string; readonly account: Person }
	| { readonly refused: 'wrong_pin'; readonly triesLeft: number }
	| { readonly refused: 'full_sign_in_needed' }
	| TooMany;

/** A tile and a PIN on an enrolled device. Whoever was there before is out, the same person too: a new token. */
export async function unlock(
	house: FrontDoor,
	{ accountId, pin }: { accountId: string; pin: string },
	{ device, browser, session }: Visitor & { device: Device }
): Promise<UnlockOutcome> {
	const { read } = house.database;
	const account = await findAccount(read, accountId);
	if (account === null || (await findActor(read, accountId, device.siteId)) === null) {
		return { refused: 'full_sign_in_needed' };
	}
	const tried = await unlessTooMany(() => house.pins.tryPin(device.id, accountId, pin));
	if ('refused' in tried) return tried;
	switch (tried.outcome) {
		case 'wrong':
			return { refused: 'wrong_pin', triesLeft: tried.triesLeft };
		case 'full_sign_in_needed':
			return { refused: 'full_sign_in_needed' };
		case 'right': {
			if (session !== null) await house.sessions.end(session.sessionId);
			const endsAt = tried.fullSignInAt + TILE_MS;
			const entering = {
				account: { id: accountId, epoch: tried.epoch },
				level: 'pin',
				deviceId: device.id,
				browser,
				fresh: false,
				endsAt
			} as const;
			const token = await house.sessions.start(entering);
			return token === null ? { refused: 'full_sign_in_needed' } : { token, account };
		}
	}
}

export type LeaveAloneOutcome = { readonly token: string } | { readonly refused: 'not_found' | 'forbidden' };

/**
 * Leaves somebody alone with the screen of a site: a token that opens one page of it and nothing else. Whoever stays
 * behind takes it up again as a tablet that was put down.
 */
export async function leaveAlone(
	{ database, sessions }: FrontDoor,
	session: SignedIn,
	siteId: string
): Promise<LeaveAloneOutcome> {
	const actor = await findActor(database.read, session.account.id, siteId);
	if (actor === null) return { refused: 'not_found' };
	if (!may(actor, 'leave_alone')) return { refused: 'forbidden' };
	const token = await sessions.rotate(session.sessionId, { level: 'alone', siteId });
	return token === null ? { refused: 'not_found' } : { token };
}

/** Puts the tablet down: a token that opens nothing. Null when the session is gone, or not on a shared device. */
export async function lock({ sessions }: FrontDoor, session: Session): Promise<string | null> {
	if (session.deviceId === null) return null;
	return sessions.rotate(session.sessionId, { level: 'locked', fresh: false });
}
