/** Each of the cast at a door, at the site that is their own and at another. */
import pLimit from 'p-limit';
import { AUDIENCES } from '#lib/domain/policy/policy.ts';
import { ruleOf } from './asks.ts';
import { GIVEN, NOT_GIVEN, THIRD, type Member, type Troupe } from './cast.ts';
import type { Door } from './doors.ts';
import { knock, type Answer } from './knock.ts';
import { standing, type Place, type Stage, type Things } from './stage.ts';
import { visitorsOf, wantedOf, type Visitor, type Where } from './visitors.ts';

/** Requests under way. */
const AT_ONCE = 12;

export interface Walk extends Troupe {
	readonly own: Stage;
	readonly foreign: Stage;
}

/** One request that was answered. */
export interface Met {
	readonly who: string;
	readonly member: Member | null;
	/** The row, and how it was asked. */
	readonly row: string;
	readonly call: string;
	/** Statuses that the policy wants. */
	readonly wanted: readonly number[];
	readonly answer: Answer;
}

/** Sends the request of a door as everybody, everywhere. */
export async function walkDoor(walk: Walk, door: Door): Promise<Met[]> {
	const elsewhere = door.isAtSite ? await standingFor(door, walk.foreign) : null;
	const prepare = async (visitor: Visitor, where: Where): Promise<() => Promise<Met>> => {
		const yes = visitor.member === null ? (door.stranger ?? door.yes) : door.yes;
		const wanted = wantedOf(door.asks, { yes, leads: door.isPage }, visitor, where);
		const stage = where.isForeign ? walk.foreign : walk.own;
		// What is refused anyway may be refused about the same thing to all.
		const isThere = where.isForeign && elsewhere !== null && !wanted.includes(door.yes) && !door.ofRoles;
		const things = isThere ? elsewhere : { ...bare(stage), ...(await door.before?.(stage, where.place)) };
		const { method, path, body } = door.requestOf(things, where.audience);
		const met = {
			...{ who: visitor.title, member: visitor.member, wanted },
			...{ row: door.key, call: titleOf(door, where) }
		};
		return async () => {
			const cookie = door.byTwin ? await visitor.twin() : visitor.cookie;
			return { ...met, answer: await knock(walk.own.hand.node.url, cookie, method, path, body) };
		};
	};
	const meetings = visitorsOf(walk, door.asks).flatMap((visitor) =>
		wheresOf(door, visitor).map((where) => ({ visitor, where }))
	);
	if (door.isAlone) {
		const met: Met[] = [];
		for (const { visitor, where } of meetings) met.push(await (await prepare(visitor, where))());
		return met;
	}
	// All at once: the door of commands takes what stands in line together.
	const ready = await Promise.all(meetings.map(({ visitor, where }) => prepare(visitor, where)));
	const limit = pLimit(AT_ONCE);
	return Promise.all(ready.map((meet) => limit(meet)));
}

/** What the door may be asked about at a site, made once; a change of the whole site is not made for a refusal. */
async function standingFor({ before, isAlone }: Door, stage: Stage): Promise<Things> {
	const things = await standing(stage, placeOf(GIVEN));
	return { ...things, ...(isAlone ? {} : await before?.(stage, placeOf(GIVEN))) };
}

function wheresOf(door: Door, { member }: Visitor): Where[] {
	const [about, elsewhere] = thingsToAskAbout(door, member);
	const audiences = door.asks.of === 'board' ? [undefined, ...AUDIENCES] : [undefined];
	return [
		...about.map((place) => ({ isForeign: false, place })),
		...(door.isAtSite ? elsewhere : []).map((place) => ({ isForeign: true, place }))
	].flatMap((where) => audiences.map((audience) => ({ ...where, audience })));
}

/** Here and elsewhere. To whom the policy has nothing to say, one of each is refused like the others. */
function thingsToAskAbout(door: Door, member: Member | null): [readonly Place[], readonly Place[]] {
	const one = [placeOf(GIVEN)];
	if (member === null || ruleOf(door.asks, member.role) === null) return [one, one];
	if (door.ofRoles) return [TARGETS, TARGETS];
	return [door.ofPlaces ? placesFor(member) : one, one];
}

const bare = ({ siteId }: Stage): Things => ({ siteId, thirdService: THIRD });
const placeOf = (service: string, inHandOf: string | null = null): Place => ({ service, inHandOf });

/** Those that make a rule say yes to one and no to another. */
const placesFor = ({ actor }: Member): Place[] => [
	placeOf(GIVEN),
	placeOf(NOT_GIVEN),
	placeOf(NOT_GIVEN, actor.id)
];

/** Accounts that are looked after by different roles. */
const TARGETS: readonly Place[] = (['peer_helper', 'coordinator', 'administrator'] as const).map((role) => ({
	...placeOf(GIVEN),
	role
}));

function titleOf({ key, isAtSite, ofPlaces }: Door, { isForeign, place, audience }: Where): string {
	return [
		audience === undefined ? key : `${key} as ${audience}`,
		...(isAtSite ? [isForeign ? 'foreign site' : 'own site'] : []),
		...(ofPlaces ? [`${place.service} in the hand of ${place.inHandOf ?? 'a colleague'}`] : []),
		...(place.role === undefined ? [] : [`about a ${place.role}`])
	].join(', ');
}

/** What was answered otherwise than the policy wants, one line each. */
export function surprises(met: readonly Met[]): string[] {
	return met
		.filter(({ answer, wanted }) => !wanted.includes(answer.status))
		.map(
			({ who, call, answer, wanted }) =>
				`${who}: ${call}: answered ${answer.status}${codeOf(answer)}, the policy wants ${wanted.join(' or ')}`
		);
}

/** Where somebody without an open session is sent. */
const DOORS = ['/connexion', '/connexion/deuxieme-etape', '/formation', '/tablette'];

/** Redirections of strangers to somewhere else than a door of ours, or of anybody out of the house, one line each. */
export function strayed(met: readonly Met[]): string[] {
	return met
		.filter(({ answer: { status, location }, member }) => {
			if (status !== 303) return false;
			const isOurs = location !== null && /^\/(?!\/)/.test(location);
			return !isOurs || (member === null && !DOORS.includes(location.replace(/\?.*/, '')));
		})
		.map(({ who, call, answer }) => `${who}: ${call}: led to ${answer.location}`);
}

const codeOf = ({ body }: Answer) => {
	const code = typeof body === 'object' && body !== null ? (body as { code?: unknown }).code : undefined;
	return typeof code === 'string' ? ` (${code})` : '';
};
