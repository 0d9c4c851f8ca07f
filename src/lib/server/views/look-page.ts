/** What comes with a page for looks and emergencies, so that it can be read without a network. */
import type { EmergencyCard } from '#lib/contract/emergency.ts';
import type { NamedRow } from '#lib/contract/views.ts';
import type { Db } from '#lib/server/store/database.ts';

export interface LookPage {
	readonly emergency: EmergencyCard;
	/** Observable signs, to choose among. */
	readonly signs: Required<NamedRow>[];
	/** Every room and area of the site. */
	readonly rooms: { id: string; name: string }[];
}

/** The emergency card of a site, and the rows of a « coup d’œil ». What nobody wrote yet is empty; French stands for what `lang` has no name for. */
export async function lookPage(sql: Db, siteId: string, lang: string): Promise<LookPage> {
	const [[card], lines, signs, rooms] = await Promise.all([
		sql<Omit<EmergencyCard, 'lines'>[]>`
			select address, naloxone, defibrillator, on_call as "onCall" from emergency_card where site_id = ${siteId}`,
		sql<EmergencyCard['lines'][number][]>`
			select l.id, l.phone, coalesce(own.name, t.name) as name, coalesce(own.note, t.note) as note from helpline l
			join helpline_text t on t.line_id = l.id and t.lang = 'fr'
			left join helpline_text own on own.line_id = l.id and own.lang = ${lang} order by l.position`,
		sql<Required<NamedRow>[]>`
			select f.id, coalesce(own.name, t.name) as name, f.pictogram from red_flag f
			join red_flag_text t on t.flag_id = f.id and t.lang = 'fr'
			left join red_flag_text own on own.flag_id = f.id and own.lang = ${lang} order by f.position`,
		sql<{ id: string; name: string }[]>`
			select id, name from room where site_id = ${siteId} order by kind = 'care', position`
	]);
	const nothing = { address: '', naloxone: '', defibrillator: '', onCall: '' };
	return { emergency: { ...nothing, ...card, lines: [...lines] }, signs: [...signs], rooms: [...rooms] };
}
