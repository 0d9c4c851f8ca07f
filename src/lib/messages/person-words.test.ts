import { describe, expect, it } from 'vitest';
import {
	directionOf,
	isMachineMade,
	isPersonLanguage,
	ownNameOf,
	personMessages,
	PERSON_LANGUAGES
} from '#lib/messages/person-words.ts';

const VOUS = { address: 'vous', style: 'neutral' } as const;

describe('What a person reads', () => {
	it('says tu where the site does, and vous where it does', async () => {
		const [tu, vous] = await Promise.all([
			personMessages('fr', { ...VOUS, address: 'tu' }),
			personMessages('fr', VOUS)
		]);
		expect(tu('person_called', { word: 'Huard 4' })).toBe('C’est à toi, Huard 4.');
		expect(vous('person_called', { word: 'Huard 4' })).toBe('C’est à vous, Huard 4.');
	});

	it('writes role words in the way of the network', async () => {
		const words = await Promise.all(
			(['neutral', 'parentheses', 'dot'] as const).map(async (style) =>
				(await personMessages('fr', { ...VOUS, style }))('person_peer')
			)
		);
		expect(words).toEqual(['une personne paire', 'un(e) pair(e) aidant(e)', 'un·e pair·e aidant·e']);
	});

	it.each([
		[0, 'لا أحد قبلكم الآن.'],
		[1, 'قبلكم شخص واحد تقريباً.'],
		[2, 'قبلكم شخصان تقريباً.'],
		[3, 'قبلكم حوالي 3 أشخاص.'],
		[11, 'قبلكم حوالي 11 شخصاً.'],
		[100, 'قبلكم حوالي 100 شخص.']
	])('counts %d people in Arabic as Arabic does', async (count, sentence) => {
		const say = await personMessages('ar', VOUS);
		expect(say('person_before', { count })).toBe(sentence);
	});

	it.each(PERSON_LANGUAGES)('in %s is never the key, nor an open placeholder', async (language) => {
		const say = await personMessages(language, VOUS);
		expect(say('person_called', { word: 'Huard 4' })).toContain('Huard 4');
		expect(say('person_welcome')).not.toMatch(/[{}]|person_/);
	});

	it('is marked while nobody who speaks it has read it, and Arabic runs from the right', () => {
		expect(isMachineMade('fr')).toBe(false);
		expect(isMachineMade('ne')).toBe(true);
		expect([directionOf('ar'), directionOf('ne')]).toEqual(['rtl', 'ltr']);
		expect(ownNameOf('sw')).toBe('Kiswahili');
		expect(['es', 'de', '', null, 'toString'].map(isPersonLanguage)).toEqual([
			true,
			false,
			false,
			false,
			false
		]);
	});
});
