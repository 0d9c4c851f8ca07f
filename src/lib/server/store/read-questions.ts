/** The questions that are asked now, in one language. */
import type { QuestionSet, QuestionShown } from '#lib/contract/questions.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

interface QuestionRow {
	id: string;
	version: number;
	field: QuestionShown['field'];
	stage: QuestionShown['stage'];
	many: boolean;
	alone: boolean;
	tu: string | null;
	vous: string;
	help: string | null;
	text_lang: string;
	options: { value: string; label: string; pictogram: string | null }[];
}

/**
 * In the order of asking. A question that has no text in `lang` is given in French and says so; so is a choice whose
 * label alone is missing.
 */
export async function readQuestions(sql: Db | Tx, lang: string): Promise<QuestionSet> {
	const rows = await sql<QuestionRow[]>`
		select q.id, v.version, q.field, q.stage, v.many, v.alone, t.tu, t.vous, t.help, t.lang as text_lang,
			coalesce((
				select jsonb_agg(jsonb_build_object('value', o.value, 'pictogram', o.pictogram, 'label', (
					select l.label from question_option_text l
					where l.question_id = o.question_id and l.version = o.version and l.value = o.value
						and l.lang in (${lang}, 'fr')
					order by l.lang = ${lang} desc limit 1)) order by o.position)
				from question_option o where o.question_id = q.id and o.version = v.version
			), '[]') as options
		from question q join question_version v on v.question_id = q.id and v.withdrawn_at is null
			join lateral (
				select * from question_text t
				where t.question_id = q.id and t.version = v.version and t.lang in (${lang}, 'fr')
				order by t.lang = ${lang} desc limit 1
			) t on true
		order by array_position(array['intake', 'later', 'after'], q.stage), q.position, q.id`;
	return rows.map(({ tu, vous, help, text_lang, ...row }) => ({
		...row,
		text: { tu, vous, help },
		fallback: text_lang !== lang
	}));
}
