/** The emergency card of a site. It comes with a page, so that it can be read without a network. */
import type { EmergencyCard } from '#lib/contract/emergency.ts';
import type { Db } from '#lib/server/store/database.ts';

type Site = Omit<EmergencyCard, 'lines'>;

/** What nobody wrote yet is empty. */
export async function emergencyCard(sql: Db, siteId: string): Promise<EmergencyCard> {
	const [[site], lines] = await Promise.all([
		sql<Site[]>`
			select address, naloxone, defibrillator, on_call as "onCall" from emergency_card where site_id = ${siteId}`,
		sql<EmergencyCard['lines'][number][]>`
			select l.id, l.phone, t.name, t.note from helpline l
			join helpline_text t on t.line_id = l.id and t.lang = 'fr' order by l.position`
	]);
	const nothing = { address: '', naloxone: '', defibrillator: '', onCall: '' };
	return { ...nothing, ...site, lines: [...lines] };
}
