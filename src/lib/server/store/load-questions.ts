/** Questions from a file: what is new or different becomes a new version, and the former one is withdrawn. */
import { isDeepStrictEqual } from 'node:util';
import type { QuestionFile } from '#lib/contract/questions.ts';
import { FIELD_VALUES } from '#lib/domain/question/question.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

type FileQuestion = QuestionFile['questions'][number];

/** What a load did, by question. */
export interface LoadedQuestions {
	readonly added: readonly string[];
	readonly changed: readonly string[];
	readonly same: readonly string[];
}

/** Why a file of questions does not fit: the question, and what about it. */
export interface UnfitQuestion {
	readonly question: string;
	readonly why: 'no_french' | 'twice' | 'no_options' | 'unknown_value' | 'other_field';
}

/** The first fault that the schema of the file can't see; null when there is none. */
function unfitQuestion({ questions }: QuestionFile): UnfitQuestion | null {
	for (const [at, question] of questions.entries()) {
		const why = faultOf(question, questions.slice(0, at));
		if (why !== null) return { question: question.id, why };
	}
	return null;
}

function faultOf(question: FileQuestion, before: readonly FileQuestion[]): UnfitQuestion['why'] | null {
	const { id, field, texts, options } = question;
	if (before.some((other) => other.id === id || (field !== null && other.field === field))) return 'twice';
	const values = options.map(({ value }) => value);
	if (new Set(values).size < values.length) return 'twice';
	if (!('fr' in texts) || options.some(({ labels }) => !('fr' in labels))) return 'no_french';
	const known = field === null ? null : FIELD_VALUES[field];
	if (values.length === 0 && (known === null || known.length > 0)) return 'no_options';
	return known !== null && values.some((value) => !known.includes(value)) ? 'unknown_value' : null;
}

/**
 * Writes the questions of a file; those that it does not name stay as they are. A question never changes its field:
 * what was answered before would mean something else.
 */
export async function loadQuestions(tx: Tx, file: QuestionFile): Promise<LoadedQuestions | UnfitQuestion> {
	await tx`lock table question_version in share row exclusive mode`;
	const unfit = unfitQuestion(file) ?? (await otherField(tx, file));
	if (unfit !== null) return unfit;
	const done = { added: [] as string[], changed: [] as string[], same: [] as string[] };
	for (const [position, question] of file.questions.entries()) {
		done[await loadOne(tx, question, position)].push(question.id);
	}
	return done;
}

async function otherField(tx: Tx, { questions }: QuestionFile): Promise<UnfitQuestion | null> {
	const rows = await tx<{ id: string; field: string | null }[]>`select id, field from question`;
	const kept = new Map(rows.map(({ id, field }) => [id, field]));
	const moved = questions.find(({ id, field }) => kept.has(id) && kept.get(id) !== field);
	return moved === undefined ? null : { question: moved.id, why: 'other_field' };
}

async function loadOne(tx: Tx, question: FileQuestion, position: number): Promise<keyof LoadedQuestions> {
	const { id, field, stage } = question;
	const [stands] = await tx<{ version: number; is_open: boolean }[]>`
		select coalesce(max(v.version), 0)::int as version,
			coalesce(bool_or(v.withdrawn_at is null), false) as is_open
		from question q left join question_version v on v.question_id = q.id where q.id = ${id} group by q.id`;
	await tx`
		insert into question (id, field, stage, position) values (${id}, ${field}, ${stage}, ${position})
		on conflict (id) do update set stage = excluded.stage, position = excluded.position`;
	if (stands?.is_open === true) {
		const before = await contentOf(tx, id, stands.version);
		if (isDeepStrictEqual(before, rowsOf(question))) return 'same';
	}
	await withdrawQuestion(tx, id);
	await insertVersion(tx, question, (stands?.version ?? 0) + 1);
	return stands === undefined ? 'added' : 'changed';
}

/** No more asked from now on; false when it was not being asked. */
export async function withdrawQuestion(sql: Tx | Db, id: string): Promise<boolean> {
	const rows = await sql`
		update question_version set withdrawn_at = now()
		where question_id = ${id} and withdrawn_at is null returning version`;
	return rows.length > 0;
}

/** What a version says, in the order of its rows. */
function rowsOf({ many, alone, texts, options }: FileQuestion) {
	return {
		...{ many, alone },
		texts: sorted(
			Object.entries(texts).map(([lang, { tu, vous, help }]) => ({ lang, tu, vous, help })),
			({ lang }) => lang
		),
		options: options.map(({ value, pictogram }) => ({ value, pictogram })),
		labels: sorted(
			options.flatMap(({ value, labels }) =>
				Object.entries(labels).map(([lang, label]) => ({ value, lang, label }))
			),
			({ value, lang }) => `${value} ${lang}`
		)
	};
}

/** The same of a version that is kept. */
async function contentOf(tx: Tx, id: string, version: number): Promise<ReturnType<typeof rowsOf>> {
	const here = () => tx`question_id = ${id} and version = ${version}`;
	const [[asked], texts, options, labels] = await Promise.all([
		tx<{ many: boolean; alone: boolean }[]>`select many, alone from question_version where ${here()}`,
		tx<Content['texts']>`select lang, tu, vous, help from question_text where ${here()}`,
		tx<Content['options']>`select value, pictogram from question_option where ${here()} order by position`,
		tx<Content['labels']>`select value, lang, label from question_option_text where ${here()}`
	]);
	if (asked === undefined) throw new Error('a version that is asked has a row');
	return {
		...{ many: asked.many, alone: asked.alone },
		texts: sorted(plain(texts), ({ lang }) => lang),
		options: plain(options),
		labels: sorted(plain(labels), ({ value, lang }) => `${value} ${lang}`)
	};
}
type Content = ReturnType<typeof rowsOf>;

const plain = <Row extends object>(rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row }));

function sorted<Row>(rows: readonly Row[], key: (row: Row) => string): Row[] {
	return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function insertVersion(tx: Tx, question: FileQuestion, version: number): Promise<void> {
	const { many, alone, texts, options, labels } = rowsOf(question);
	const of = { question_id: question.id, version };
	await tx`insert into question_version (question_id, version, many, alone, since)
		values (${question.id}, ${version}, ${many}, ${alone}, now())`;
	await tx`insert into question_text ${tx(texts.map((text) => ({ ...of, ...text })))}`;
	if (options.length === 0) return;
	await tx`insert into question_option ${tx(options.map((row, position) => ({ ...of, ...row, position })))}`;
	await tx`insert into question_option_text ${tx(labels.map((row) => ({ ...of, ...row })))}`;
}
