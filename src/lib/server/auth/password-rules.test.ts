import { describe, expect, it, test } from 'vitest';
import { PASSWORD_MOST } from '#lib/contract/passwords.ts';
import { passwordProblem } from './password-rules.ts';

describe('A new password', () => {
	test.each([
		'cheval agrafe pile correcte',
		'Trois oranges bleues',
		'xK4!pq9_Zw2m',
		'éàüßøæçñłžšđ',
		'la ruche du 3e étage',
		'  espaces devant et après  ',
		'q7'.repeat(3) + 'Wm2zLp'
	])('« %s » is taken as it is: words, spaces, accents, whatever one likes', (password) => {
		expect(passwordProblem(password, { username: 'nadia', name: 'Nadia Tremblay' })).toBeNull();
	});

	test.each(['', 'court', 'elevenchars', '👩‍⚕️👩‍⚕️'])('« %s » is too short', (password) => {
		expect(passwordProblem(password)).toBe('too_short');
	});

	it('is counted in characters, not in bytes, and ends at what the sign-in takes', () => {
		expect(passwordProblem('😀🎈🌲🍞🐟🪁🧵🧶🎲🎯🎻a')).not.toBe('too_short');
		expect(passwordProblem('abd7'.repeat(PASSWORD_MOST / 4) + 'z')).toBe('too_long');
	});

	test.each([
		'motdepasse123',
		'Password1234!',
		'Mot de passe 2026',
		'halte-demo-halte',
		'Halte2026Halte!',
		'aaaaaaaaaaaa',
		'abababababab',
		'123456789012',
		'098765432109',
		'azertyuiop123',
		'qwertyuiop[]12',
		'abcdefghijklm',
		'Bonjour Bonjour 1',
		'------------',
		'1qaz2wsx3edc',
		'P A S S W O R D 1'.replaceAll(' ', '') + '!!!!'
	])('« %s » is what anybody would try', (password) => {
		expect(passwordProblem(password)).toBe('too_common');
	});

	test.each(['nadia.tremblay', 'NadiaTremblay1', 'tremblaynadia', 'Trémblay-Nadia', 'nadianadianadia'])(
		'« %s » tells whose it is',
		(password) => {
			expect(passwordProblem(password, { username: 'nadia', name: 'Nadia Tremblay' })).toBe(
				'tells_who_you_are'
			);
		}
	);
});
