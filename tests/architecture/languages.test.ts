/** A screen is whole in its language: no key is missing, none is left in French, and what a machine wrote says so. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import languages from '#lib/messages/languages.json' with { type: 'json' };
import { isMachineMade, PERSON_LANGUAGES } from '#lib/messages/person-words.ts';
import {
	filesOf,
	inputsOf,
	messagesOf,
	openEnds,
	textsOf,
	undeclaredIn,
	type Message
} from './message-files.ts';
import { SAME_IN_BOTH } from './same-words.ts';

const OTHERS = ['es', 'ar', 'sw', 'ne'];
/** Each message in another language beside its French: what one file of `files` lacks is `undefined`. */
const pairs = (locale: string, files: string[]) =>
	files.flatMap((file) => {
		const [french, own] = [messagesOf('fr', file), messagesOf(locale, file)];
		return [...new Set([...Object.keys(french), ...Object.keys(own)])].map(
			(key) => [key, french[key], own[key]] as [string, Message | undefined, Message | undefined]
		);
	});

const PLACES = [['en', filesOf('fr')], ...OTHERS.map((locale) => [locale, ['person', 'self']])] as [
	string,
	string[]
][];

describe.each(PLACES)('In %s', (locale, files) => {
	const all = pairs(locale, files);

	it('every text is there, and no other', () => {
		expect(all.filter(([, french, own]) => !french || !own).map(([key]) => key)).toEqual([]);
		expect(filesOf(locale).filter((file) => !files.includes(file))).toEqual([]);
	});

	it('each text takes what the French one takes', () => {
		const wrong = all.filter(
			([, french, own]) => french && own && String(inputsOf(own)) !== String(inputsOf(french))
		);
		expect(wrong.map(([key]) => key)).toEqual([]);
	});

	it('each choice knows what it chooses by, and has an end', () => {
		const wrong = all.filter(([, , own]) => own && [...undeclaredIn(own), ...openEnds(own)].length > 0);
		expect(wrong.map(([key]) => key)).toEqual([]);
	});

	it('no text is empty or left in French, unless there is a reason', () => {
		const left = all.filter(([key, french, own]) => {
			if (!french || !own) return false;
			if (textsOf(own).some((text) => text.trim() === '')) return true;
			return String(textsOf(own)) === String(textsOf(french)) && !SAME_IN_BOTH[locale]?.has(key);
		});
		expect(left.map(([key]) => key)).toEqual([]);
	});
});

it('French choices know what they choose by, and have an end', () => {
	const wrong = pairs('fr', filesOf('fr')).filter(
		([, french]) => french && [...undeclaredIn(french), ...openEnds(french)].length > 0
	);
	expect(wrong.map(([key]) => key)).toEqual([]);
});

it('a reason to leave a text in French is about a text that is the same', () => {
	const stale = Object.entries(SAME_IN_BOTH).flatMap(([locale, keys]) =>
		[...keys].filter((key) => {
			const pair = pairs(locale, filesOf('fr')).find(([other]) => other === key);
			return !pair?.[1] || !pair[2] || String(textsOf(pair[1])) !== String(textsOf(pair[2]));
		})
	);
	expect(stale).toEqual([]);
});

it('docs/languages.md says of each language what the screens say', () => {
	const page = readFileSync('docs/languages.md', 'utf8');
	for (const code of PERSON_LANGUAGES) {
		const { name, source, approved } = languages[code] as {
			name: string;
			source: boolean;
			approved: { by: string; on: string } | null;
		};
		const state = source ? 'written' : approved ? `read by ${approved.by}, ${approved.on}` : 'machine-made';
		expect(page).toContain(`| \`${code}\` | ${name} | ${languages[code].direction} | ${state} |`);
		expect(isMachineMade(code)).toBe(state === 'machine-made');
	}
});

interface Row {
	id?: string;
	noun?: string;
}
interface Texts {
	services: Record<string, string>;
	reasons: Record<string, { name: string; short: string }>;
	nouns: Record<string, string>;
}

it.each(['en', ...OTHERS])(
	'every service, reason and noun of the fictional network has its name in %s',
	(locale) => {
		const network = JSON.parse(readFileSync('db/demo/network.json', 'utf8')) as Record<keyof Texts, Row[]>;
		const path = `db/demo/texts/${locale}.json`;
		expect(existsSync(path)).toBe(true);
		const texts = JSON.parse(readFileSync(path, 'utf8')) as Texts;
		for (const kind of ['services', 'reasons', 'nouns'] as const) {
			const wanted = network[kind].map(({ id, noun }) => id ?? noun ?? '');
			expect(Object.keys(texts[kind]).sort(), kind).toEqual(wanted.sort());
		}
		const said = [texts.services, texts.nouns].flatMap((names) => Object.values(names));
		expect([
			...said,
			...Object.values(texts.reasons).flatMap(({ name, short }) => [name, short])
		]).not.toContain('');
	}
);
