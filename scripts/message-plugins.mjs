import fs from 'node:fs';
import { basename, join, sep } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';

const STAFF = './src/lib/messages/compiled';
const PERSON = './src/lib/messages/person/compiled';

/**
 * Compiles the messages: those of the team in French and English, each a module of its own, and those that a person
 * reads in all languages, each language a module of its own that is fetched when it is chosen.
 */
export const messagePlugins = () => [
	paraglideVitePlugin({ project: './project.inlang', outdir: STAFF, strategy: ['baseLocale'] }),
	paraglideVitePlugin({
		project: './person.inlang',
		outdir: PERSON,
		strategy: ['baseLocale'],
		outputStructure: 'locale-modules',
		// The plugin keeps what it compiled by file system: with the same one, two projects would share it.
		fs
	}),
	englishApart()
];

const ENGLISH = 'virtual:english';
const APART = '?english';
/** All that src/lib/messages/language.ts asks of paraglide's runtime in a browser; the whole is 1.5 KB gzip. */
const BROWSERS_RUNTIME = `export let getLocale = () => 'fr';
export const overwriteGetLocale = (get) => { getLocale = get; };`;

/**
 * Keeps English out of what a browser loads to show French: in the build for browsers each message holds its French
 * text and asks src/lib/messages/spoken.js whether another was fetched; `virtual:english` is all English in one file.
 *
 * @returns {import('vite').Plugin}
 */
function englishApart() {
	const folder = join(process.cwd(), STAFF, 'messages');
	const spoken = join(process.cwd(), 'src/lib/messages/spoken.js');
	let splits = false;
	return {
		name: 'halte-english-apart',
		enforce: 'pre',
		configResolved({ command }) {
			splits = command === 'build';
		},
		resolveId(id) {
			if (id === ENGLISH) return `\0${ENGLISH}`;
			if (id.endsWith(APART)) return join(folder, id);
		},
		load(id) {
			const apart = splits && this.environment.name === 'client';
			if (id === `\0${ENGLISH}`) return apart ? allEnglish(folder) : '';
			if (id.endsWith(APART)) return fs.readFileSync(id.slice(0, -APART.length), 'utf8');
		},
		transform(code, id) {
			if (!splits || this.environment.name !== 'client') return;
			if (id === join(folder, '..', 'runtime.js')) return { code: BROWSERS_RUNTIME, map: null };
			if (!id.startsWith(folder + sep)) return;
			const name = basename(id.replace(APART, ''), '.js');
			if (name === '_index') return;
			return { code: ofOneLanguage(code, id.endsWith(APART) ? 'en' : 'fr', spoken), map: null };
		}
	};
}

/** @param {string} folder */
function allEnglish(folder) {
	const files = fs.readdirSync(folder).filter((file) => file.endsWith('.js') && file !== '_index.js');
	return files.map((file) => `export * from './${file}${APART}';`).join('\n');
}

/**
 * The message of one compiled module in one language. What the compiler wrote must have the form that is known here:
 * another form is an error of the build, not a message in the wrong language.
 *
 * @param {string} code
 * @param {'fr' | 'en'} language
 * @param {string} spoken
 */
export function ofOneLanguage(code, language, spoken) {
	const name = code.match(/^const fr_(\w+) = /m)?.[1];
	const end = code.search(/^(export )?const (?!fr_|en_)\w+ = /m);
	if (name === undefined || end === -1 || !code.includes(`const ${language}_${name} = `)) {
		throw new Error(`the compiled message ${name} has a form that scripts/message-plugins.mjs does not know`);
	}
	const texts = code.slice(code.indexOf('const fr_'), end);
	// A key with a capital is exported under a name of its own.
	const key = code.match(/^export \{ \w+ as "(\w+)" \}/m)?.[1] ?? name;
	const imports = texts.includes('registry.') ? `import * as registry from '../registry.js';\n` : '';
	if (language === 'en') return `${imports}${texts}\nexport { en_${name} as ${key} };`;
	return `import { spoken } from '${spoken}';\n${imports}${texts}
const ${name} = (i = {}) => (spoken.words?.${key} ?? fr_${name})(i);\nexport { ${name} as ${key} };`;
}
