/** Words for roles are neutral, or follow the network's `inclusive_style` (domain.md §9.1): no one gender stands for all. */
import { expect, it } from 'vitest';
import { filesOf, messagesOf, textsOf } from './message-files.ts';

/** A role in one gender; « soins infirmiers » is what is given, not who gives it. */
const ONE_GENDER =
	/(?<![\p{L}·(]|soins )(?:(?:un|le|la) paire?|paire? aidante?|intervenante?s?|infirmi(?:er|ère)s?|(?:coordonn|administr|évalu)at(?:eur|rice)s?|coordonnat(?:eur|rice)s?|(?:un|une|le|la) stagiaire|travailleu(?:r|se)s?)(?![\p{L}·(])/iu;

const messages = filesOf('fr').flatMap((file) => Object.entries(messagesOf('fr', file)));

it('no text of the screens calls a role by one gender', () => {
	expect(messages.length).toBeGreaterThan(1000);
	const texts = messages.flatMap(([key, message]) => textsOf(message).map((text) => [key, text] as const));
	expect(texts.filter(([, text]) => ONE_GENDER.test(text))).toEqual([]);
});

it.each(['reception_peer_wanted', 'card_peer', 'details_peer', 'details_trainee', 'console_peer'])(
	'%s is written in each of the three styles',
	(key) => {
		const own = messages.find(([name]) => name === key)?.[1] ?? '';
		expect(textsOf(own)).toEqual([
			expect.stringContaining('(e)'),
			expect.stringContaining('·e'),
			expect.stringMatching(/personne/i)
		]);
	}
);
