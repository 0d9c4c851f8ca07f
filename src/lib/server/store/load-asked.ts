/** Questions that a batch answers, with every version, to judge the answers by. */
import type { AskedQuestion, AskedVersion, QuestionField } from '#lib/domain/question/question.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface AskedRow {
	id: string;
	field: QuestionField | null;
	version: number;
	many: boolean;
	withdrawn: boolean;
	options: string[];
}

/** By id; nothing is read when nothing is answered. */
export async function loadAskedQuestions(
	tx: Tx,
	ids: readonly string[]
): Promise<ReadonlyMap<string, AskedQuestion>> {
	const questions = new Map<string, { field: QuestionField | null; versions: Map<number, AskedVersion> }>();
	if (ids.length === 0) return questions;
	const rows = await tx<AskedRow[]>`
		select q.id, q.field, v.version, v.many, v.withdrawn_at is not null as withdrawn,
			array(select value from question_option o where o.question_id = q.id and o.version = v.version) as options
		from question q join question_version v on v.question_id = q.id where q.id = any(${ids as string[]})`;
	for (const { id, field, version, many, withdrawn, options } of rows) {
		const question = questions.get(id) ?? { field, versions: new Map<number, AskedVersion>() };
		question.versions.set(version, { many, withdrawn, options: new Set(options) });
		questions.set(id, question);
	}
	return questions;
}
