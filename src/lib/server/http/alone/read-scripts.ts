/** The scripts of a site in every language of the people who come. */
import type { Script } from '#lib/contract/alone.ts';
import { scriptOf } from '#lib/server/http/alone/script.ts';
import { PERSON_LANGUAGES } from '#lib/messages/person-words.ts';
import { tongueOf } from '#lib/server/http/alone/words.ts';
import { readAloneTexts } from '#lib/server/store/alone-texts.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readQuestions } from '#lib/server/store/read-questions.ts';

/** French first; null when there is no such site. */
export async function readScripts(sql: Db, siteId: string): Promise<[Script, ...Script[]] | null> {
	const [texts, ...questions] = await Promise.all([
		readAloneTexts(sql, siteId),
		...PERSON_LANGUAGES.map((lang) => readQuestions(sql, lang))
	]);
	if (texts === null) return null;
	const [french, ...others] = await Promise.all(
		PERSON_LANGUAGES.map(async (lang, at) =>
			scriptOf(await tongueOf(lang, texts.manner), texts, questions[at] ?? [])
		)
	);
	return french === undefined ? null : [french, ...others];
}
