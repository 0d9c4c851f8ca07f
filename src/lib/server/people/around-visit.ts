/** What a screen needs around a visit besides its board: the words of the notice, and the colleagues of the site. */
import type { AroundVisit } from '#lib/contract/around-visit.ts';
import { audiencesFor } from '#lib/domain/policy/policy.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';
import { identifies } from '#lib/server/audit/identifying.ts';
import { readSettings, type PeopleHouse } from '#lib/server/people/house.ts';

const NOTHING = { id: '', gives: new Set<string>(), maySetLevel: false };
/** Whoever may watch a list with names, whether or not they open files: a trainee too. */
const WHO_SEE_NAMES = ROLES.filter((role) => audiencesFor({ ...NOTHING, role }).some(identifies));

/**
 * The newest text of the notice in every language that it has, French first (R-22.1, s. 14), and the accounts that
 * work at the site and see a list with names there: those who may be kept from somebody (s. 7). Names nobody of the list.
 */
export async function aroundVisit(
	{ database: { read } }: Pick<PeopleHouse, 'database'>,
	siteId: string
): Promise<AroundVisit> {
	const [texts, colleagues, settings] = await Promise.all([
		read<{ version: number; language: string; text: string }[]>`
			select version, lang as language, text from notice_text
			where version = (select max(version) from notice_text) order by lang <> 'fr', lang`,
		read<AroundVisit['colleagues']>`
			select a.id, a.name, a.title from account a join membership s on s.account_id = a.id
			where s.site_id = ${siteId} and not a.disabled and a.role = any(${WHO_SEE_NAMES}) order by a.name`,
		readSettings(read)
	]);
	const version = texts[0]?.version;
	return {
		notice:
			version === undefined
				? null
				: { version, texts: texts.map(({ language, text }) => ({ language, text })) },
		colleagues: [...colleagues],
		memoryCode: settings.memoryCode
	};
}
