/** Names and card numbers that stand nowhere else: found anywhere in clear, they were let out. */
import { randomInt } from 'node:crypto';
import { parseNam } from '#lib/domain/identity/nam.ts';

/** In every text that identifies one of the canary people, and in no other. */
const NAME = 'Canari inoubliable';
/** The first four letters of their cards. */
const LETTERS = 'QZXK';
const TODAY = '2026-11-22';

export interface CanaryPerson {
	readonly alias: string;
	readonly note: string;
	readonly contact: string;
	readonly legalName: string;
	readonly word: string;
	/** Three spellings of one valid number: as a scanner sends it, as it is printed, as somebody types it. */
	readonly numbers: readonly [string, string, string];
}

/** So many people, each with a card of their own that passes the check. */
export function canaryPeople(count: number): CanaryPerson[] {
	return Array.from({ length: count }, (_, i) => {
		const name = `${NAME} ${String(i).padStart(2, '0')}`;
		const nam = validNumber(i);
		const parts = [nam.slice(0, 4), nam.slice(4, 8), nam.slice(8)];
		return {
			alias: name,
			note: `${name} tousse depuis hier`,
			contact: `au parc, demander ${name}`,
			legalName: `${name}, selon la carte`,
			word: `canari-inoubliable-${i}`,
			numbers: [nam, parts.join(' '), parts.join('-').toLowerCase()]
		};
	});
}

/** Born on a day of its own, of two hundred; the last digit is the one that fits. */
function validNumber(i: number): string {
	const year = String(60 + (i % 30)).padStart(2, '0');
	const day = String(1 + (i % 28)).padStart(2, '0');
	const most = `${LETTERS}${year}${randomInt(2) === 0 ? '0' : '5'}${1 + (i % 9)}${day}${1 + (i % 9)}`;
	for (let check = 0; check < 10; check += 1) {
		if (parseNam(`${most}${check}`, { today: TODAY }).ok) return `${most}${check}`;
	}
	throw new Error(`no check digit fits ${most}`);
}

const core = NAME.split(' ');
/** What base64 makes of the middle of a text, wherever in it the text begins. */
const inBase64 = (text: string) =>
	[0, 1, 2].map((shift) => Buffer.from(text.slice(shift)).toString('base64').slice(0, -4));

/** Any canary: as written, normalised for comparing, in an address, in hexadecimal, in base64. */
const ANY = [
	{ what: 'a name', pattern: new RegExp(core.join('(?:[\\s_+-]|%20)?'), 'gi') },
	{ what: 'a number', pattern: new RegExp(`${LETTERS}(?:[\\s+-]|%20)?\\d{4}(?:[\\s+-]|%20)?\\d{4}`, 'gi') },
	{ what: 'a name in hexadecimal', pattern: new RegExp(Buffer.from(core[1] ?? '').toString('hex'), 'gi') },
	{ what: 'a name in base64', pattern: new RegExp(inBase64(core[1] ?? '').join('|'), 'g') }
];

/** What of the canaries stands in a text: each kind with how often, and the first place with what is around it. */
export function canariesIn(text: string): string[] {
	return ANY.flatMap(({ what, pattern }) => {
		const hits = [...text.matchAll(pattern)];
		const [first] = hits;
		if (first === undefined) return [];
		const around = text.slice(Math.max(0, first.index - 40), first.index + 40);
		return [`${what}, ${hits.length} times: …${around}…`];
	});
}

/** Proof that a search finds: a text in every shape that it looks for. */
export const WITNESS = [
	...[NAME, `${LETTERS} 8505 0312`, Buffer.from(NAME).toString('hex'), Buffer.from(NAME).toString('base64')]
].join(' | ');
