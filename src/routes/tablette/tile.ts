/** How a tile shows somebody before anybody has said who they are: a letter and a colour that stay theirs. */

const TONES = ['pine', 'sky', 'honey', 'ink'] as const;
export type Tone = (typeof TONES)[number];

/** The same colour for the same account on every tablet. */
export function toneOf(accountId: string): Tone {
	let sum = 0;
	for (const letter of accountId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
	return TONES[sum % TONES.length] ?? TONES[0];
}

/** The first letter of the name that people use; « Dre » and « Dr » are no names. */
export function initialOf(name: string): string {
	const [letter = ''] = name.replace(/^Dre? /, '').trim();
	return letter.toLocaleUpperCase('fr');
}
