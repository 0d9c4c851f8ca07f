/** The questions as one site asks them. */
import type { QuestionSet } from '#lib/contract/questions.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readQuestions } from '#lib/server/store/read-questions.ts';

/** In one language, and in the form in which the site speaks to people. */
export async function questionsAt(
	sql: Db,
	siteId: string,
	lang: string
): Promise<{ form: 'tu' | 'vous'; set: QuestionSet }> {
	const [[site], set] = await Promise.all([
		sql<{ form: 'tu' | 'vous' }[]>`select address_form as form from site where id = ${siteId}`,
		readQuestions(sql, lang)
	]);
	return { form: site?.form ?? 'vous', set };
}
