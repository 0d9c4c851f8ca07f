/** Names of services, reasons, signs and what is counted, and meanings of nouns, in one language: French where it has none. */
import type { CatalogueNames } from '#lib/contract/names.ts';
import type { Db } from '#lib/server/store/database.ts';

/** All of them, for a page in `lang`. */
export async function readNames(sql: Db, lang: string): Promise<CatalogueNames> {
	const [services, reasons, signs, tallies, nouns] = await Promise.all([
		sql<{ id: string; name: string }[]>`
			select french.service_id as id, coalesce(own.name, french.name) as name from service_text french
				left join service_text own on own.service_id = french.service_id and own.lang = ${lang}
			where french.lang = 'fr'`,
		sql<{ id: string; name: string; short: string }[]>`
			select french.reason_id as id, coalesce(own.name, french.name) as name,
				coalesce(own.short, french.short) as short from reason_text french
				left join reason_text own on own.reason_id = french.reason_id and own.lang = ${lang}
			where french.lang = 'fr'`,
		sql<{ id: string; name: string }[]>`
			select french.flag_id as id, coalesce(own.name, french.name) as name from red_flag_text french
				left join red_flag_text own on own.flag_id = french.flag_id and own.lang = ${lang}
			where french.lang = 'fr'`,
		sql<{ id: string; name: string }[]>`
			select french.kind_id as id, coalesce(own.name, french.name) as name from tally_kind_text french
				left join tally_kind_text own on own.kind_id = french.kind_id and own.lang = ${lang}
			where french.lang = 'fr'`,
		sql<{ noun: string; text: string }[]>`select noun, text from noun_text where lang = ${lang}`
	]);
	return {
		services: Object.fromEntries(services.map(({ id, name }) => [id, name])),
		reasons: Object.fromEntries(reasons.map(({ id, name, short }) => [id, { name, short }])),
		signs: Object.fromEntries(signs.map(({ id, name }) => [id, name])),
		tallies: Object.fromEntries(tallies.map(({ id, name }) => [id, name])),
		nouns: Object.fromEntries(nouns.map(({ noun, text }) => [noun, text]))
	};
}
