/** The files that say a text. What they are called comes from the text: another text never has an old voice. */
import { createHash } from 'node:crypto';
import type { Said } from '#lib/contract/alone.ts';
import recorded from './recorded.json' with { type: 'json' };

/** File names by language, as scripts/voices.mjs found them; `peer/…` are a person's own recordings. */
const FILES: Readonly<Record<string, readonly string[]>> = recorded;
const PEER = 'peer/';

const files = new Map(
	Object.entries(FILES).map(([lang, names]) => [
		lang,
		// A person's voice comes after the machine's, and so in its place.
		new Map(names.toSorted(peersLast).map((name) => [name.replace(PEER, ''), name]))
	])
);

function peersLast(one: string, other: string): number {
	return Number(one.startsWith(PEER)) - Number(other.startsWith(PEER));
}

/** The name of the file that says `text` in `lang`, without where it lies. */
export function voiceFile(lang: string, text: string): string {
	return `${createHash('sha256').update(`${lang}|${text}`).digest('hex').slice(0, 20)}.mp3`;
}

/** A text with its voice, if there is one. */
export function said(lang: string, text: string): Said {
	const name = files.get(lang)?.get(voiceFile(lang, text));
	return { text, lang, voice: name === undefined ? null : `/voices/${lang}/${name}` };
}
