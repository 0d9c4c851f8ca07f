/** Every visit of somebody with all that was noted, for their copy. */
import { companyNotedOf, type CompanyNoted } from '#lib/contract/company-noted.ts';
import type { PersonCopy } from '#lib/contract/person-copy.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Opened } from '#lib/server/people/opened.ts';
import { opened } from '#lib/server/people/read-values.ts';
import { askedText, choiceLabel } from '#lib/server/store/answers.ts';
import { catalogueName } from '#lib/server/store/catalogue-name.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { toVisits, type VisitRow } from '#lib/server/store/visit-rows.ts';

type VisitCopy = PersonCopy['visits'][number];

interface CopiedRow extends Pick<VisitCopy, 'site' | 'day' | 'word' | 'reasons' | 'callBy' | 'language'> {
	id: string;
	arrived_at: Date;
	peer_wanted: string;
	trainee_accepted: string;
	health_card: string;
	notice_version: number | null;
	notice_language: string | null;
	notice_way: string | null;
	follow_up_on: string | null;
	alias: Buffer | null;
	note: Buffer | null;
	contact: Buffer | null;
	services: VisitCopy['services'];
	answers: VisitCopy['answers'];
}

/**
 * The latest first, services, reasons and questions in `lang` where they have words in it; one that was merged into
 * another too, for it was noted as well.
 */
export async function readCopiedVisits(
	tx: Tx,
	keys: KeyRing,
	{ family }: Opened,
	lang: string
): Promise<PersonCopy['visits']> {
	const rows = await tx<CopiedRow[]>`
		select v.id, site.name as site, to_char(v.local_day, 'YYYY-MM-DD') as day, v.word, v.arrived_at,
			v.call_by as "callBy", v.language, v.peer_wanted, v.trainee_accepted, v.health_card,
			v.notice_version, v.notice_language, v.notice_way, to_char(v.follow_up_on, 'YYYY-MM-DD') as follow_up_on,
			p.alias_sealed as alias, p.note_sealed as note, p.contact_sealed as contact,
			coalesce((
				select jsonb_agg(coalesce(${catalogueName(tx, 'reason', tx`r.id`, lang)}, r.id))
				from unnest(v.reasons) as r (id)
			), '[]') as reasons,
			coalesce((
				select jsonb_agg(jsonb_build_object(
					'name', coalesce(${catalogueName(tx, 'service', tx`e.service_id`, lang)}, e.service_id),
					'status', e.status, 'level', e.level) order by e.position)
				from entry e where e.visit_id = v.id
			), '[]') as services,
			coalesce((
				select jsonb_agg(jsonb_build_object(
					'question', ${askedText(tx, lang)}, 'status', a.status, 'values', array(
					select coalesce(${choiceLabel(tx, lang)}, o.value) from question_option o
					where o.question_id = a.question_id and o.version = a.version and o.value = any(a.values)
					order by o.position)) order by q.stage, q.position)
				from visit_answer a join question q on q.id = a.question_id
				where a.visit_id = v.id
			), '[]') as answers
		from visit v join site on site.id = v.site_id left join visit_personal p on p.visit_id = v.id
		where v.person_id = any(${family as string[]}::uuid[]) order by v.arrived_at desc, v.id`;
	const ids = rows.map(({ id }) => id);
	const steps = await readSteps(tx, ids);
	const company = await readCompany(tx, ids);
	return rows.map((row) => ({
		site: row.site,
		day: row.day,
		word: row.word,
		arrivedAt: row.arrived_at.toISOString(),
		alias: opened(keys, 'alias', row.alias, row.id),
		contact: opened(keys, 'contact', row.contact, row.id),
		note: opened(keys, 'note', row.note, row.id),
		reasons: row.reasons,
		callBy: row.callBy,
		language: row.language,
		peerWanted: row.peer_wanted,
		traineeAccepted: row.trainee_accepted,
		...company(row.id),
		healthCard: row.health_card,
		notice: noticeOf(row),
		followUpOn: row.follow_up_on,
		services: row.services,
		answers: row.answers,
		steps: steps.get(row.id) ?? []
	}));
}

function noticeOf({ notice_version, notice_language, notice_way }: CopiedRow): VisitCopy['notice'] {
	if (notice_version === null) return null;
	return { version: notice_version, language: notice_language ?? '', way: notice_way ?? '' };
}

/** Who came along and what was wished, by visit: read as everywhere else, so that the copy can't differ from the file. */
async function readCompany(tx: Tx, visitIds: readonly string[]): Promise<(visitId: string) => CompanyNoted> {
	const rows = await tx<VisitRow[]>`select * from visit where id = any(${visitIds as string[]}::uuid[])`;
	const visits = toVisits(rows, []);
	return (visitId) => {
		const visit = visits.get(visitId);
		if (visit === undefined) throw new Error(`visit ${visitId} went while its copy was made`);
		return companyNotedOf(visit);
	};
}

async function readSteps(tx: Tx, visitIds: readonly string[]): Promise<Map<string, VisitCopy['steps']>> {
	const rows = await tx<{ visit_id: string; at: Date; what: string; by: string }[]>`
		select e.visit_id, e.at, e.type as what, coalesce(a.name, e.by) as by
		from event e left join account a on a.id = e.by
		where e.visit_id = any(${visitIds as string[]}::uuid[]) order by e.epoch, e.seq, e.ordinal`;
	const steps = new Map<string, VisitCopy['steps']>();
	for (const { visit_id, at, what, by } of rows) {
		steps.set(visit_id, [...(steps.get(visit_id) ?? []), { at: at.toISOString(), what, by }]);
	}
	return steps;
}
