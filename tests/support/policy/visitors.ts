/** Who comes to a door, and what the policy wants to be answered there. */
import { CARES, NETWORK_WIDE, type Audience } from '#lib/domain/policy/policy.ts';
import type { Actor } from '#lib/domain/policy/roles.ts';
import { isAllowed, type Asks, type Subject } from './asks.ts';
import type { Member, SessionState, Troupe } from './cast.ts';
import type { Place } from './stage.ts';

/** Somebody at a door: of the cast, or a stranger. */
export interface Visitor {
	readonly title: string;
	readonly member: Member | null;
	readonly session: SessionState;
	readonly hasTablet: boolean;
	/** Has shown in the last ten minutes who it is. */
	readonly isFresh: boolean;
	/** Came in by a PIN. */
	readonly byPin: boolean;
	readonly cookie: string;
	/** The cookie of somebody just like them. */
	twin(): Promise<string>;
}

/** Where and about what somebody asks. */
export interface Where {
	readonly isForeign: boolean;
	readonly place: Place;
	readonly audience?: Audience;
}

/** Everybody who comes to a door; those who came in a while ago only where that matters. */
export function visitorsOf({ cast, strangers, stale }: Troupe, asks: Asks): Visitor[] {
	const inside = (member: Member, isFresh: boolean): Visitor => ({
		...{ title: member.title, member, isFresh, byPin: member.byPin },
		...{ session: 'open' as const, hasTablet: false },
		cookie: member.client.cookie,
		twin: () => member.twin()
	});
	return [
		...strangers.map((stranger) => ({ ...stranger, member: null, isFresh: false, byPin: false })),
		...cast.map((member) => inside(member, true)),
		...stale
			.filter((member) => asks.fresh || (asks.full && member.byPin))
			.map((member) => inside(member, false))
	];
}

/**
 * The statuses that the policy wants, `yes` being that of a yes: one, but for a refusal that may be told in two ways.
 * Where something has to be done first, a page `leads` there and a call refuses.
 */
export function wantedOf(
	asks: Asks,
	{ yes, leads }: { yes: number; leads: boolean },
	visitor: Visitor,
	where: Where
): readonly number[] {
	const isUntrained = visitor.session === 'untrained';
	const [signIn, notNow] = leads ? [303, 303] : [isUntrained ? 403 : 401, 409];
	if (asks.of === 'anybody' || (asks.of === 'session' && visitor.session !== 'none')) return [yes];
	if (asks.of === 'tablet') return [visitor.hasTablet ? yes : notNow];
	if (visitor.session === 'pending' && (asks.of === 'pending' || asks.orPending)) return [yes];
	if (asks.of === 'pending' && visitor.session !== 'none') return [notNow];
	if (asks.of === 'untrained') return [isUntrained ? yes : notNow];
	if (asks.of === 'alone') return [visitor.session === 'alone' && !where.isForeign ? yes : signIn];
	if (visitor.member === null) return [signIn];
	// The way to show it, or a refusal: whichever is asked first.
	if (asks.fresh && !visitor.isFresh) return [303, 403, 404];
	// The way there comes before the rest: a PIN opens no desk, not even as far as a refusal.
	if (asks.full && visitor.byPin) return [303];
	if (asks.of === 'signed_in') return [yes];
	const actor = actorAt(visitor.member, where.isForeign);
	// Whoever looks after the house is told of their own role first, and of what there is elsewhere not at all.
	if (actor === null) return isCare(asks) ? [403, 404] : [404];
	if (isAllowed(asks, actor, subjectOf(where.place), where.audience)) return [yes];
	// The door of commands knows those who work at a site; to whoever belongs everywhere it may say either.
	return where.isForeign ? [403, 404] : [403];
}

/** A member as the site sees them; null where they have no business. */
function actorAt({ actor, role }: Member, isForeign: boolean): Actor | null {
	if (!isForeign) return actor;
	return NETWORK_WIDE.includes(role) ? { ...actor, gives: new Set(), maySetLevel: false } : null;
}

const isCare = (asks: Asks): boolean => asks.of === 'act' && CARES.some((care) => care === asks.act);

const subjectOf = ({ service, inHandOf, role }: Place): Subject => ({
	...{ service, inHandOf, role },
	lastStepBy: inHandOf
});
