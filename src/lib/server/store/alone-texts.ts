/** What the page of somebody alone shows, in every language that has it; nothing of anybody else. */
import type { Db } from '#lib/server/store/database.ts';
import { splitWord } from '#lib/domain/ticket/word.ts';

export interface AloneTexts {
	/** How the site speaks to people, and how the network writes role words. */
	readonly manner: { readonly address: 'tu' | 'vous'; readonly style: 'neutral' | 'parentheses' | 'dot' };
	readonly reasons: readonly {
		readonly id: string;
		readonly pictogram: string;
		/** Short names by language; French is always there. */
		readonly names: Readonly<Record<string, string>>;
	}[];
}

/** Null when there is no such site. */
export async function readAloneTexts(sql: Db, siteId: string): Promise<AloneTexts | null> {
	const [[manner], reasons] = await Promise.all([
		sql<AloneTexts['manner'][]>`
			select address_form as address, coalesce((select inclusive_style from network_settings), 'neutral') as style
			from site where id = ${siteId}`,
		sql<AloneTexts['reasons'][number][]>`
			select r.id, r.pictogram, jsonb_object_agg(t.lang, t.short) as names
			from reason r join reason_text t on t.reason_id = r.id group by r.id order by r.position`
	]);
	return manner === undefined ? null : { manner, reasons };
}

export interface TicketFacts {
	readonly pictogram: string;
	readonly noun: { readonly french: string; readonly translated: string | null };
	/** Those who wait for the same service and are here; of nobody is anything else told. */
	readonly before: number;
}

/** What goes with the word of a visit that was just made. */
export async function readTicketFacts(
	sql: Db,
	{ siteId, visitId, word, lang }: { siteId: string; visitId: string; word: string; lang: string }
): Promise<TicketFacts> {
	const { noun } = splitWord(word);
	const [row] = await sql<{ pictogram: string | null; translated: string | null; before: number }[]>`
		select
			(select pictogram from site_noun where site_id = ${siteId} and noun = ${noun}) as pictogram,
			(select text from noun_text where noun = ${noun} and lang = ${lang}) as translated,
			(select count(distinct other.visit_id)::int from entry own
				join visit mine on mine.id = own.visit_id and mine.site_id = ${siteId}
				join entry other on other.service_id = own.service_id and other.visit_id <> own.visit_id
					and other.status in ('waiting', 'called')
				join visit v on v.id = other.visit_id and v.block_id = mine.block_id and v.presence = 'here'
			where own.visit_id = ${visitId}) as before`;
	return {
		pictogram: row?.pictogram ?? '',
		noun: { french: noun, translated: row?.translated ?? null },
		before: row?.before ?? 0
	};
}

/** Whoever stands there still has not gone away after this. */
const NEW_MINUTES = 20;

/** The word of a visit that was made a moment ago; null for any other. */
export async function readNewWord(
	sql: Db,
	{ siteId, visitId }: { siteId: string; visitId: string }
): Promise<string | null> {
	const [row] = await sql<{ word: string }[]>`
		select word from visit where id = ${visitId} and site_id = ${siteId}
			and registered_at > clock_timestamp() - ${NEW_MINUTES} * interval '1 minute'`;
	return row?.word ?? null;
}
