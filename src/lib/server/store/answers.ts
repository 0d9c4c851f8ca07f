/** Answers to questions, beside their visit and out of its history. */
import type { AnswerShown } from '#lib/contract/questions.ts';
import { answerKey } from '#lib/domain/question/answers.ts';
import type { GivenAnswer } from '#lib/domain/question/question.ts';
import type { Tx } from '#lib/server/store/database.ts';

/** Writes answers, one per visit and question; a later one replaces the earlier. */
export async function saveAnswers(
	tx: Tx,
	answers: readonly (GivenAnswer & { readonly visitId: string })[]
): Promise<void> {
	if (answers.length === 0) return;
	const rows = answers.map(({ visitId, question, version, status, values }) => ({
		visit_id: visitId,
		question_id: question,
		...{ version, status, values }
	}));
	await tx`
		insert into visit_answer
		select * from jsonb_populate_recordset(null::visit_answer, ${tx.json(rows as never)})
		on conflict (visit_id, question_id) do update
			set version = excluded.version, status = excluded.status, values = excluded.values`;
}

/** What only the absorbed visit answered counts for the one that stays. */
export async function moveAnswers(tx: Tx, from: string, to: string): Promise<void> {
	await tx`
		insert into visit_answer
		select ${to}, question_id, version, status, values from visit_answer where visit_id = ${from}
		on conflict (visit_id, question_id) do nothing`;
}

/** They were two people after all: what only the other one had answered goes; what was asked here stays. */
export async function takeBackAnswers(tx: Tx, from: string, to: string): Promise<void> {
	await tx`
		delete from visit_answer a using visit_answer theirs
		where a.visit_id = ${from} and theirs.visit_id = ${to} and theirs.question_id = a.question_id
			and not exists (
				select 1 from event e where e.visit_id = a.visit_id and e.type = 'QuestionsAnswered'
					and e.data -> 'answers' @> jsonb_build_array(jsonb_build_object('question', a.question_id)))`;
}

/** Who noted an answer `a` last, and when: the history knows that it was, not what it was. */
const lastNoted = (tx: Tx) => tx`
	lateral (
		select e.at, coalesce(c.name, e.by) as name from event e left join account c on c.id = e.by
		where e.visit_id = a.visit_id and e.type = 'QuestionsAnswered'
			and e.data -> 'answers' @> jsonb_build_array(jsonb_build_object('question', a.question_id))
		order by e.epoch desc, e.seq desc, e.ordinal desc limit 1
	)`;

/** When each of these questions was last answered at each of these visits, in ms; by `answerKey`. */
export async function loadAnsweredAt(
	tx: Tx,
	visitIds: readonly string[],
	questionIds: readonly string[]
): Promise<ReadonlyMap<string, number>> {
	if (questionIds.length === 0) return new Map();
	const rows = await tx<{ visit_id: string; question_id: string; at: Date }[]>`
		select a.visit_id, a.question_id, coalesce(said.at, v.registered_at) as at
		from visit_answer a join visit v on v.id = a.visit_id left join ${lastNoted(tx)} said on true
		where a.visit_id = any(${visitIds as string[]}::uuid[])
			and a.question_id = any(${questionIds as string[]})`;
	return new Map(rows.map((row) => [answerKey(row.visit_id, row.question_id), row.at.getTime()]));
}

/** The words of the question that an answer `a` was given to, in a language: French where it has none there. */
export const askedText = (tx: Tx, lang: string) => tx`(
	select t.vous from question_text t
	where t.question_id = a.question_id and t.version = a.version and t.lang in (${lang}, 'fr')
	order by t.lang = 'fr' limit 1)`;

/** The same for a choice `o`. */
export const choiceLabel = (tx: Tx, lang: string) => tx`(
	select l.label from question_option_text l
	where l.question_id = o.question_id and l.version = o.version and l.value = o.value and l.lang in (${lang}, 'fr')
	order by l.lang = 'fr' limit 1)`;

/** The answers of one visit in the order of asking, with the questions as they were asked, in `lang`. */
export async function readAnswers(tx: Tx, visitId: string, lang: string): Promise<AnswerShown[]> {
	const rows = await tx<(Omit<AnswerShown, 'at'> & { at: Date })[]>`
		select a.question_id as question, a.version, q.field, a.status, ${askedText(tx, lang)} as text,
			coalesce((
				select jsonb_agg(jsonb_build_object('value', o.value, 'label', ${choiceLabel(tx, lang)}) order by o.position)
				from question_option o
				where o.question_id = a.question_id and o.version = a.version
					and o.value = any(a.values)
			), '[]') as values,
			coalesce(said.name, '') as by, coalesce(said.at, v.registered_at) as at
		from visit_answer a join question q on q.id = a.question_id join visit v on v.id = a.visit_id
			left join ${lastNoted(tx)} said on true
		where a.visit_id = ${visitId}
		order by array_position(array['intake', 'later', 'after'], q.stage), q.position, q.id`;
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
