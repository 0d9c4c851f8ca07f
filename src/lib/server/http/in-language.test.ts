import { describe, expect, it } from 'vitest';
import { m } from '#lib/messages/compiled/messages.js';
import { firstOfOurs, inLanguage, languageAsked } from '#lib/server/http/in-language.ts';

describe('The language of an answer', () => {
	it.each([
		['', 'fr'],
		['*', 'fr'],
		['en', 'en'],
		['en-CA,en;q=0.9,fr;q=0.8', 'en'],
		['fr-CA,en;q=0.9', 'fr'],
		['en;q=0.5, fr;q=0.5', 'fr'],
		['es, en;q=0.3', 'en'],
		['en;q=0', 'fr'],
		['english', 'fr'],
		['en;q=rien', 'fr']
	])('of a call that prefers « %s » is %s', (header, wanted) => {
		expect(firstOfOurs(header)).toBe(wanted);
	});

	const asking = (path: string, cookie?: string) => ({
		request: new Request(`http://halte.test${path}`, { headers: { 'accept-language': 'en' } }),
		cookies: { get: () => cookie },
		url: new URL(`http://halte.test${path}`)
	});
	it('is French on a page, whatever the browser prefers, until somebody chooses English there', () => {
		expect(languageAsked(asking('/connexion'))).toBe('fr');
		expect(languageAsked(asking('/connexion', 'klingon'))).toBe('fr');
		expect(languageAsked(asking('/connexion', 'en'))).toBe('en');
		expect(languageAsked(asking('/api/v1/sites'))).toBe('en');
	});

	it('holds for the one request, not for those beside it', async () => {
		const read = async () => {
			await new Promise((done) => setImmediate(done));
			return m.ui_close();
		};
		const [english, french] = await Promise.all([inLanguage('en', read), inLanguage('fr', read)]);
		expect([english, french, m.ui_close()]).toEqual(['Close', 'Fermer', 'Fermer']);
	});
});
