/** A site's facts for deciding, read under its lock in two pipelined round trips. */
import type { Actor } from '#lib/domain/policy/roles.ts';
import type { Block, SiteState } from '#lib/domain/queue/site-state.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { loadAnsweredAt } from '#lib/server/store/answers.ts';
import { loadAskedQuestions } from '#lib/server/store/load-asked.ts';
import { loadConfiguration, type Configuration } from '#lib/server/store/load-configuration.ts';
import { loadPeople, lockPeople } from '#lib/server/store/load-people.ts';
import {
	findVisits,
	loadEntries,
	withOthers,
	type FoundVisits,
	type WantedVisits
} from '#lib/server/store/load-visits.ts';
import { localDayOf } from '#lib/server/store/local-time.ts';
import { loadLooks, loadTallies } from '#lib/server/store/look-rows.ts';
import { loadNotedAt } from '#lib/server/store/noted.ts';
import { toVisits } from '#lib/server/store/visit-rows.ts';

/** What the commands of a batch name, so that only that much is read. */
export interface Wanted extends WantedVisits {
	/** Questions that are answered. */
	readonly questionIds: readonly string[];
	readonly lookIds: readonly string[];
	/** Visits whose values are typed over those that a screen showed. */
	readonly typedOver: readonly string[];
	/** Two keys are about to become one: nobody else may do so at the same moment, at any site. */
	readonly lockPeople: boolean;
	/** The rooms that these callers used last. */
	readonly callerIds: readonly string[];
	/** The words in use: to draw another. */
	readonly words: boolean;
	/** What was counted so far. */
	readonly tallies: boolean;
}

const DAY_MS = 86_400_000;

/** What needs no instant to be read. */
export interface FirstFacts {
	readonly configuration: Configuration;
	readonly block: Block | null;
	readonly found: FoundVisits;
}

export interface SiteFacts {
	readonly state: SiteState;
	readonly actors: ReadonlyMap<string, Actor>;
	/** Salts of the marks of people who are known, by key. */
	readonly personSalts: ReadonlyMap<string, string>;
	/** The site's local day at that instant. */
	readonly localDay: string;
}

/** Reads the first half, null without such a site; the statement that locks it may still be on its way, in front of these. */
export async function loadFirst(tx: Tx, siteId: string, wanted: Wanted): Promise<FirstFacts | null> {
	const [, configuration, block, found] = await Promise.all([
		wanted.lockPeople ? lockPeople(tx, wanted.personIds) : null,
		loadConfiguration(tx, siteId),
		loadBlock(tx, siteId),
		findVisits(tx, siteId, wanted)
	]);
	return configuration === null ? null : { configuration, block, found };
}

/** Reads the rest, as it stands under the lock. `at` is the batch's instant in ms. */
export async function loadSite(
	tx: Tx,
	siteId: string,
	{ wanted, first, at }: { readonly wanted: Wanted; readonly first: FirstFacts; readonly at: number }
): Promise<SiteFacts> {
	const { configuration, block, found } = first;
	const localDay = localDayOf(at, configuration.timezone);
	const rows = await withOthers(tx, siteId, wanted, found.rows);
	const [entries, known, words, usualRooms, looks, counted, questions, answeredAt, notedAt] =
		await Promise.all([
			loadEntries(tx, rows),
			loadPeople(tx, siteId, rows, wanted.personIds),
			wanted.words ? loadWords(tx, siteId, { localDay, since: at - DAY_MS }) : [],
			loadUsualRooms(tx, siteId, wanted.callerIds),
			loadLooks(tx, siteId, wanted.lookIds),
			wanted.tallies && block !== null ? loadTallies(tx, block.id) : new Map<string, number>(),
			loadAskedQuestions(tx, wanted.questionIds),
			loadAnsweredAt(tx, wanted.visitIds, wanted.questionIds),
			loadNotedAt(tx, wanted.typedOver)
		]);
	const { people, restrictions, salts } = known;
	const { actors, timezone: _, tallyKinds, ...standing } = configuration;
	const state: SiteState = {
		...standing,
		...{
			siteId,
			block,
			visits: toVisits(rows, entries),
			people,
			restrictions,
			questions,
			answeredAt,
			notedAt
		},
		...looks,
		visitsElsewhere: found.elsewhere,
		usedWords: new Set(words),
		usualRooms,
		tallies: new Map(tallyKinds.map((kind) => [kind, counted.get(kind) ?? 0]))
	};
	return { state, localDay, personSalts: salts, actors };
}

async function loadBlock(tx: Tx, siteId: string): Promise<Block | null> {
	const [row] = await tx<BlockRow[]>`
		select b.id, b.local_day::text, b.starts_at, b.ends_at,
			array(select service_id from block_service where block_id = b.id) as services,
			(select service_id from block_service where block_id = b.id and is_default) as default_service
		from block b where b.site_id = ${siteId} and b.closed_at is null`;
	if (row === undefined) return null;
	return {
		id: row.id,
		localDay: row.local_day,
		startsAt: row.starts_at.getTime(),
		endsAt: row.ends_at.getTime(),
		services: new Set(row.services),
		defaultService: row.default_service
	};
}

/** The open block with what it offers. */
export interface BlockRow {
	id: string;
	local_day: string;
	starts_at: Date;
	ends_at: Date;
	services: string[];
	default_service: string | null;
}

/** Words of the local day and of the last 24 h. */
async function loadWords(
	tx: Tx,
	siteId: string,
	{ localDay, since }: { readonly localDay: string; readonly since: number }
): Promise<string[]> {
	const rows = await tx<{ word: string }[]>`
		select word from visit where site_id = ${siteId} and registered_at > ${new Date(since)}
		union select word from visit where site_id = ${siteId} and local_day = ${localDay}::date`;
	return rows.map(({ word }) => word);
}

/** The room that each caller used last in the open block. */
async function loadUsualRooms(
	tx: Tx,
	siteId: string,
	callerIds: readonly string[]
): Promise<Map<string, string>> {
	if (callerIds.length === 0) return new Map();
	const rows = await tx<{ called_by: string; room_id: string }[]>`
		select distinct on (e.called_by) e.called_by, e.room_id
		from entry e
		where e.visit_id = any(array(
				select v.id from visit v join block b on b.id = v.block_id
				where b.site_id = ${siteId} and b.closed_at is null))
			and e.room_id is not null and e.called_by = any(${callerIds as string[]})
		order by e.called_by, e.called_at desc`;
	return new Map(rows.map(({ called_by, room_id }) => [called_by, room_id]));
}
