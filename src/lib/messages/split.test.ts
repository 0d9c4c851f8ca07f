import { expect, it } from 'vitest';
import { ofOneLanguage } from '../../../scripts/message-plugins.mjs';

const compiled = (name: string, end: string) => `
import { getLocale, experimentalStaticLocale } from '../runtime.js';

const fr_${name} = () => {
	return (\`Fermer\`)
};

const en_${name} = () => {
	return (\`Close\`)
};

${end}const ${name} = ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "en") return en_${name}(inputs)
	return fr_${name}(inputs)
});`;

it('A French screen loads the French text, and asks whether another was fetched', () => {
	const made = ofOneLanguage(compiled('ui_close', 'export '), 'fr', '/spoken.js');
	expect(made).toContain('const ui_close = (i = {}) => (spoken.words?.ui_close ?? fr_ui_close)(i);');
	expect(made).not.toContain('getLocale');
});

it('The English file holds each text under its key, also one with a capital', () => {
	expect(ofOneLanguage(compiled('ui_close', 'export '), 'en', '/spoken.js')).toContain(
		'export { en_ui_close as ui_close };'
	);
	const capital = `${compiled('day_awareon1', '')}\nexport { day_awareon1 as "day_awareOn" }`;
	expect(ofOneLanguage(capital, 'en', '/spoken.js')).toContain('export { en_day_awareon1 as day_awareOn };');
});

it('What the compiler writes in another form stops the build', () => {
	expect(() => ofOneLanguage('export const x = () => `Fermer`', 'fr', '/spoken.js')).toThrow('a form that');
});
