/** What a new password must be: long, and not the first thing somebody would try (NIST SP 800-63B-4, 3.1.1.2). */
import { PASSWORD_LEAST, PASSWORD_MOST, type PasswordProblem } from '#lib/contract/passwords.ts';

/** Whose password it is to be; what is not known yet is left out. */
export interface PasswordOwner {
	readonly username?: string;
	readonly name?: string;
}

/**
 * What is wrong with a new password, or null. Nothing is asked of its composition: any characters, spaces too
 * (ASVS 6.2.5).
 */
export function passwordProblem(password: string, owner: PasswordOwner = {}): PasswordProblem | null {
	if ([...password].length < PASSWORD_LEAST) return 'too_short';
	if (password.length > PASSWORD_MOST) return 'too_long';
	const plain = plainly(password);
	if (without(plain, [...COMMON, ...RUNS]).length < LEAST_OF_ONE_S_OWN) return 'too_common';
	const ofOwner = [owner.username ?? '', ...(owner.name ?? '').split(/[^\p{L}\p{N}]+/u)]
		.map(plainly)
		.filter((word) => word.length > 2);
	if (without(plain, ofOwner).length < LEAST_OF_ONE_S_OWN) return 'tells_who_you_are';
	return null;
}

/** What must be left of a password, each character counted once, when all that anybody would guess is taken away. */
const LEAST_OF_ONE_S_OWN = 4;

/** Words that lists of leaked passwords are full of, in French and English, and the words of this house. */
const COMMON = [
	...['motdepasse', 'password', 'passwort', 'azerty', 'azertyuiop', 'qwerty', 'qwertyuiop', 'admin', 'root'],
	...['administrateur', 'administrator', 'bonjour', 'bienvenue', 'welcome', 'soleil', 'doudou', 'chouchou'],
	...['iloveyou', 'jetaime', 'secret', 'letmein', 'changeme', 'changer', 'dragon', 'princess', 'princesse'],
	...['football', 'hockey', 'canadien', 'canadiens', 'nordiques', 'quebec', 'montreal', 'canada'],
	...['clinique', 'docteur', 'hopital', 'sante', 'halte', 'demo', 'test', 'temporaire', 'changemoi'],
	...['printemps', 'automne', 'hiver', 'janvier', 'fevrier', 'juillet', 'septembre', 'octobre', 'novembre']
].sort((a, b) => b.length - a.length);

/** Rows of the keyboard, the alphabet and the digits: any three in a row, in either direction. */
const ROWS = [
	...['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertyuiop'],
	...['asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']
];
const RUNS = ROWS.flatMap((row) => [row, [...row].reverse().join('')]).flatMap((row) =>
	Array.from({ length: row.length - 2 }, (_, i) => row.slice(i, i + 3))
);

/** Letters and digits alone, lower case, without accents: « Mot de passe » and « motdepasse » are one. */
function plainly(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The different letters and digits that are left when these words are taken out. */
function without(plain: string, words: readonly string[]): string {
	const rest = words.reduce((left, word) => left.replaceAll(word, ' '), plain);
	return [...new Set(rest.replaceAll(' ', ''))].join('');
}
