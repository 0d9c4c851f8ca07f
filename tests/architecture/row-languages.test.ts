/** What a person may meet alone is there in every language; what the team works with, in French and English. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { QuestionFile } from '#lib/contract/questions.ts';
import { PERSON_LANGUAGES } from '#lib/messages/person-words.ts';
import type { CareRows } from '#lib/server/store/load-care-rows.ts';

const TEAM = ['fr', 'en'];
const read = (name: string) => JSON.parse(readFileSync(`db/demo/${name}.json`, 'utf8')) as unknown;
type Question = QuestionFile['questions'][number];
const { questions } = read('questions') as {
	questions: (Omit<Question, 'alone' | 'options'> & Partial<Question>)[];
};
const { signs, helplines, tallies } = read('care-rows') as CareRows;

/** `what lang` for each language that lacks the text. */
function lacks(what: string, texts: Readonly<Record<string, string>>, wanted: readonly string[]): string[] {
	return wanted.filter((lang) => !texts[lang]?.trim()).map((lang) => `${what} ${lang}`);
}

it('every question has its text and its choices in the languages of whoever may be asked', () => {
	const missing = questions.flatMap(({ id, alone = true, texts, options = [] }) => {
		const wanted = alone ? PERSON_LANGUAGES : TEAM;
		const asked = (form: 'vous' | 'help') =>
			Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, text[form] ?? '']));
		return [
			...lacks(id, asked('vous'), wanted),
			...(texts['fr']?.help ? lacks(`${id} help`, asked('help'), wanted) : []),
			...options.flatMap(({ value, labels }) => lacks(`${id} ${value}`, labels, wanted))
		];
	});
	expect(missing).toEqual([]);
});

it('every sign, helpline and kind that is counted has its name in French and English', () => {
	const missing = [...signs, ...helplines, ...tallies].flatMap((row) => [
		...lacks(row.id, row.name, TEAM),
		...('note' in row && row.note ? lacks(`${row.id} note`, row.note, Object.keys(row.name)) : [])
	]);
	expect(missing).toEqual([]);
});

it('a choice that is translated says something else than another choice of its question', () => {
	const twice = questions.flatMap(({ id, options = [] }) =>
		PERSON_LANGUAGES.filter((lang) => {
			const labels = options.map((option) => option.labels[lang]);
			return new Set(labels).size < labels.length;
		}).map((lang) => `${id} ${lang}`)
	);
	expect(twice).toEqual([]);
});
