/** Nothing that the page of somebody alone says is without a voice: after a change of a text, `node scripts/voices.mjs`. */
import { readdirSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Said } from '#lib/contract/alone.ts';
import { PERSON_LANGUAGES } from '#lib/messages/person-words.ts';
import { everythingSaid, voiceFile, type Rows } from '#lib/server/http/alone/to-record.ts';
import { spokenRows } from '../../scripts/spoken-rows.mjs';

/** Small enough to come with the program and to stay on a tablet. */
const MOST_BYTES = 4 * 1024 * 1024;
const FOLDER = 'static/voices';

const recordings = (lang: string) => readdirSync(`${FOLDER}/${lang}`).filter((file) => file.endsWith('.mp3'));

let all: Said[];
beforeAll(async () => {
	all = await everythingSaid(spokenRows(PERSON_LANGUAGES) as Rows);
});

describe.each(PERSON_LANGUAGES)('In %s', (lang) => {
	const said = () => all.filter((one) => one.lang === lang);

	it('every text that the page can show is said by a file that is there', () => {
		expect(said().length).toBeGreaterThan(80);
		const silent = said().filter(({ voice }) => voice === null || !isThere(voice));
		expect(silent.map(({ text }) => text)).toEqual([]);
	});

	it('no recording says what nobody says any more', () => {
		const names = new Set(said().map(({ text }) => voiceFile(lang, text)));
		expect(recordings(lang).filter((file) => !names.has(file))).toEqual([]);
	});
});

it('all recordings together stay small', () => {
	const sizes = PERSON_LANGUAGES.flatMap((lang) =>
		recordings(lang).map((file) => statSync(`${FOLDER}/${lang}/${file}`).size)
	);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
	expect(Math.min(...sizes)).toBeGreaterThan(0);
});

function isThere(voice: string): boolean {
	return statSync(`static${voice}`, { throwIfNoEntry: false }) !== undefined;
}
