/** Sessions by lucia, stored by their hash: who reads the table can't become anybody. */
import { createHash } from 'node:crypto';
import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import { account, session } from '#db/schema/account.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import { verifyPassword } from '#lib/server/auth/passwords.ts';
import { findByUsername, type Account } from '#lib/server/store/accounts.ts';
import type { Db, Drizzle } from '#lib/server/store/database.ts';

export const SESSION_COOKIE = 'halte_session';
const LIFETIME = new TimeSpan(12, 'h');

export interface SignedIn {
	readonly account: Account;
	/** The session's stored id: a hash, safe to keep beside a socket. */
	readonly sessionId: string;
	/** The session was prolonged: the cookie must be set again. */
	readonly prolonged: boolean;
}

export interface Sessions {
	/** The cookie's new value, or null when name and password do not go together. */
	signIn(username: string, password: string): Promise<string | null>;
	/** Who this cookie is, or null. */
	validate(token: string): Promise<SignedIn | null>;
	signOut(sessionId: string): Promise<void>;
}

/** Opens the sessions of a database. */
export function openSessions(sql: Db, drizzle: Drizzle): Sessions {
	const lucia = new Lucia(new HashedSessions(new DrizzlePostgreSQLAdapter(drizzle, session, account)), {
		sessionExpiresIn: LIFETIME,
		getUserAttributes: (row) => row
	});
	return {
		async signIn(username, password) {
			const row = await findByUsername(sql, username);
			const usable = row !== null && !row.disabled ? row : null;
			const matches = await verifyPassword(usable?.passwordHash ?? null, password);
			if (!matches || usable === null) return null;
			// A new token at each sign-in; lucia hands back the one that it gave to `setSession`.
			return (await lucia.createSession(usable.id, {})).id;
		},
		async validate(token) {
			const { user, session: found } = await lucia.validateSession(token);
			if (user === null || user.disabled) return null;
			const { id, name, title, role, epoch } = user;
			return { account: { id, name, title, role, epoch }, sessionId: found.id, prolonged: found.fresh };
		},
		signOut: (sessionId) => lucia.invalidateSession(sessionId)
	};
}

/**
 * Hashes on the way in only: lucia hands the *stored* id back to its own update and delete calls, so hashing
 * there again would make prolonging and signing out silently do nothing.
 */
class HashedSessions implements Adapter {
	readonly #inner: Adapter;

	constructor(inner: Adapter) {
		this.#inner = inner;
	}
	getSessionAndUser(token: string) {
		return this.#inner.getSessionAndUser(hashToken(token));
	}
	setSession(row: DatabaseSession) {
		return this.#inner.setSession({ ...row, id: hashToken(row.id) });
	}
	getUserSessions(userId: string) {
		return this.#inner.getUserSessions(userId);
	}
	updateSessionExpiration(storedId: string, expiresAt: Date) {
		return this.#inner.updateSessionExpiration(storedId, expiresAt);
	}
	deleteSession(storedId: string) {
		return this.#inner.deleteSession(storedId);
	}
	deleteUserSessions(userId: string) {
		return this.#inner.deleteUserSessions(userId);
	}
	deleteExpiredSessions() {
		return this.#inner.deleteExpiredSessions();
	}
}

/** SHA-256 is enough for a token of 200 random bits. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<Record<never, never>, AccountColumns>;
		DatabaseUserAttributes: AccountColumns;
	}
}
interface AccountColumns {
	name: string;
	title: string;
	role: Role;
	disabled: boolean;
	epoch: number;
}
