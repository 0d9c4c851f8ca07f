/** What a site works with: decided by administrators, and the same for every command of a batch. */
import type { Actor, Role } from '#lib/domain/policy/roles.ts';
import type { Tx } from '#lib/server/store/database.ts';

export interface Configuration {
	readonly timezone: string;
	readonly graceMs: number;
	/** The network's decisions. */
	readonly healthNumberOn: boolean;
	readonly memoryCodeOn: boolean;
	readonly noticeVersions: ReadonlySet<number>;
	readonly nouns: readonly string[];
	readonly services: ReadonlySet<string>;
	readonly routes: ReadonlyMap<string, readonly string[]>;
	readonly rooms: ReadonlySet<string>;
	readonly areas: ReadonlySet<string>;
	readonly everyRoom: ReadonlySet<string>;
	readonly signs: ReadonlySet<string>;
	/** What can be counted without a place on the list. */
	readonly tallyKinds: readonly string[];
	/** Everybody who works here, also those whose account is closed: to say who did something. */
	readonly staffNames: ReadonlyMap<string, string>;
	/** Those among them who may act. */
	readonly actors: ReadonlyMap<string, Actor>;
}

interface ConfigurationRow {
	timezone: string;
	grace_minutes: number;
	health_number: boolean | null;
	memory_code: boolean | null;
	notices: number[];
	nouns: string[];
	services: string[];
	signs: string[];
	tally_kinds: string[];
	/** Services of a reason, the first one that is open receives. */
	routes: Record<string, string[]> | null;
	rooms: Record<string, 'care' | 'area'> | null;
	team: MemberRow[] | null;
}

export interface ActorRow {
	id: string;
	role: Role;
	may_set_level: boolean;
	gives: string[];
}
interface MemberRow extends ActorRow {
	name: string;
	disabled: boolean;
}

/**
 * In one statement: to send seven takes longer than to answer them. Accounts are looked up one by one: Postgres takes the
 * team for a thousand times what it is, and joined them by reading every account of the network. Null when the site does not exist.
 */
export async function loadConfiguration(tx: Tx, siteId: string): Promise<Configuration | null> {
	const [row] = await tx<ConfigurationRow[]>`
		select s.timezone, s.grace_minutes, n.health_number, n.memory_code,
			array(select distinct version from notice_text) as notices,
			array(select noun from site_noun where site_id = s.id order by noun) as nouns,
			array(select id from service) as services,
			array(select id from red_flag) as signs,
			array(select id from tally_kind) as tally_kinds,
			(select jsonb_object_agg(id, array(
				select service_id from route_step where reason_id = r.id order by position)) from reason r) as routes,
			(select jsonb_object_agg(id, kind) from room where site_id = s.id) as rooms,
			(select jsonb_agg((
				select jsonb_build_object('id', a.id, 'name', a.name, 'role', a.role, 'disabled', a.disabled,
					'may_set_level', m.may_set_level, 'gives', array(
						select service_id from service_given where account_id = a.id and site_id = s.id))
				from account a where a.id = m.account_id))
				from membership m where m.site_id = s.id) as team
		from site s left join network_settings n on true where s.id = ${siteId}`;
	if (row === undefined) return null;
	const rooms = Object.entries(row.rooms ?? {});
	const ofKind = (wanted: 'care' | 'area') => rooms.flatMap(([id, kind]) => (kind === wanted ? [id] : []));
	const team = row.team ?? [];
	return {
		timezone: row.timezone,
		graceMs: row.grace_minutes * 60_000,
		healthNumberOn: row.health_number ?? false,
		memoryCodeOn: row.memory_code ?? false,
		noticeVersions: new Set(row.notices),
		nouns: row.nouns,
		services: new Set(row.services),
		routes: new Map(Object.entries(row.routes ?? {})),
		rooms: new Set(ofKind('care')),
		areas: new Set(ofKind('area')),
		everyRoom: new Set(rooms.map(([id]) => id)),
		signs: new Set(row.signs),
		tallyKinds: row.tally_kinds,
		staffNames: new Map(team.map(({ id, name }) => [id, name])),
		actors: new Map(team.filter(({ disabled }) => !disabled).map((member) => [member.id, toActor(member)]))
	};
}

/** An account as one site sees it. */
export function toActor({ id, role, gives, may_set_level }: ActorRow): Actor {
	return { id, role, gives: new Set(gives), maySetLevel: may_set_level };
}
