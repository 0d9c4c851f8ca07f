/** The page when everything else fails: by itself, for whoever is in front of it, in words that the house has. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import languages from '#lib/messages/languages.json' with { type: 'json' };

const page = readFileSync('src/error.html', 'utf8');
const codes = Object.keys(languages) as (keyof typeof languages)[];

it('asks for no other file, runs nothing and is styled by nothing: its policy allows none of it', () => {
	expect(page).not.toMatch(/<(?:script|style|link|img|iframe|form)\b|\bstyle=|\bon\w+=|\bsrc=/);
	expect([...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/milieux', '/milieux']);
});

it.each(codes)(
	'says in %s that it failed and that nothing is lost, as the person’s screens say it',
	(code) => {
		const words = JSON.parse(readFileSync(`src/lib/messages/${code}/person.json`, 'utf8')) as Record<
			string,
			string
		>;
		// « … on this device » is true of a tablet only.
		const said = words['person_error']?.split(/\s?:/)[0] ?? '';
		const [failed = '', safe = ''] = said.split(/(?<=[.।])\s/);
		const { direction } = languages[code];
		const part = code === 'fr' ? page : (page.split(`lang="${code}"`)[1] ?? '');
		expect(part).toContain(failed.replace(/\.$/, ''));
		expect(part).toContain(safe);
		if (direction === 'rtl') expect(part).toMatch(/^ dir="rtl"/);
	}
);
