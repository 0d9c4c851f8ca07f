/** What a call or a page asks of the policy before it serves somebody. */
import { everyRole } from '../../factories/people.ts';
import {
	NETWORK_WIDE,
	audiencesFor,
	may,
	ruleFor,
	type Act,
	type Audience,
	type Rule,
	type StaffAudience
} from '#lib/domain/policy/policy.ts';
import type { Actor, Role } from '#lib/domain/policy/roles.ts';

export type Subject = NonNullable<Parameters<typeof may>[2]>;

/**
 *  anybody    nothing: a screen without a key, somebody who has yet to sign in
 *  tablet     an enrolled tablet, whoever stands in front of it
 *  pending    a session whose second factor is due
 *  alone      a session that somebody was left alone with, at the site of the thing
 *  untrained  a session that opens nothing before a training is recorded
 *  session    a session, be it locked or its second factor due
 *  signed_in  an open session, and no more
 *  act        the policy's rule for this act, at the site of the thing
 *  board      the audience that the call names, else any
 *  audience   this audience
 *
 * `fresh` asks besides who it is, once more, when that was not shown in the last ten minutes; `full` asks it of whoever
 * came in by a PIN; `orPending` lets those in too whose second factor is due, who have to make one; `network` is for roles that belong to every site.
 */
export type Asks = {
	readonly fresh?: true;
	readonly full?: true;
	readonly orPending?: true;
	readonly network?: true;
} & (
	| {
			readonly of:
				'anybody' | 'tablet' | 'pending' | 'alone' | 'untrained' | 'session' | 'signed_in' | 'board';
	  }
	| { readonly of: 'act'; readonly act: Act }
	| { readonly of: 'audience'; readonly audience: StaffAudience }
);

export const anybody: Asks = { of: 'anybody' };
export const tablet: Asks = { of: 'tablet' };
export const pending: Asks = { of: 'pending' };
export const alone: Asks = { of: 'alone' };
export const untrained: Asks = { of: 'untrained' };
export const anySession: Asks = { of: 'session' };
export const signedIn: Asks = { of: 'signed_in' };
export const board: Asks = { of: 'board' };
export const act = (name: Act): Asks => ({ of: 'act', act: name });
export const watching = (audience: StaffAudience): Asks => ({ of: 'audience', audience });
export const fresh = (asks: Asks): Asks => ({ ...asks, fresh: true });
export const full = (asks: Asks): Asks => ({ ...asks, full: true });
export const orPending = (asks: Asks): Asks => ({ ...asks, orPending: true });
export const network = (asks: Asks): Asks => ({ ...asks, network: true });

/** True when somebody who works at the site may go on; `audience` is the one that a board was asked for. */
export function isAllowed(asks: Asks, actor: Actor, subject: Subject = {}, audience?: Audience): boolean {
	if (asks.network && !NETWORK_WIDE.includes(actor.role)) return false;
	switch (asks.of) {
		case 'anybody':
		case 'tablet':
		case 'pending':
		case 'alone':
		case 'untrained':
		case 'session':
		case 'signed_in':
			return true;
		case 'act':
			return may(actor, asks.act, subject);
		case 'board': {
			const allowed: readonly Audience[] = audiencesFor(actor);
			return audience === undefined ? allowed.length > 0 : allowed.includes(audience);
		}
		case 'audience':
			return audiencesFor(actor).includes(asks.audience);
	}
}

/** The rule for a role: null is never, `gives` is « when the account gives a service ». */
export function ruleOf(asks: Asks, role: Role): Rule | null {
	if (asks.network && !NETWORK_WIDE.includes(role)) return null;
	switch (asks.of) {
		case 'anybody':
		case 'tablet':
		case 'pending':
		case 'alone':
		case 'untrained':
		case 'session':
		case 'signed_in':
			return 'yes';
		case 'act':
			return ruleFor(role, asks.act);
		case 'board':
			return ruleWhere(role, (actor) => audiencesFor(actor).length > 0);
		case 'audience':
			return ruleOfAudience(asks.audience, role);
	}
}

/** The rule for a role that would watch as this audience. */
export function ruleOfAudience(audience: Audience, role: Role): Rule | null {
	return ruleWhere(role, (actor) => audiencesFor(actor).some((allowed) => allowed === audience));
}

function ruleWhere(role: Role, allows: (actor: Actor) => boolean): Rule | null {
	const one = (gives: readonly string[]) => everyRole(gives).find((actor) => actor.role === role);
	const [plain, giving] = [one([]), one(['a service'])];
	if (plain === undefined || giving === undefined) {
		throw new Error(`tests/factories/people.ts knows nobody who is a ${role}: add one to everyRole`);
	}
	if (allows(plain)) return 'yes';
	return allows(giving) ? 'gives' : null;
}
