/**
 * Records every text that the page of somebody alone can say, by espeak-ng and ffmpeg, into static/voices, and writes
 * down which files there are. Not part of the build: run it when a text changed, and commit what it made.
 *
 *     apt-get install espeak-ng ffmpeg
 *     node scripts/voices.mjs            # what is new is recorded, what nobody says any more is removed
 *     node scripts/voices.mjs --list     # each text with its file: what a person's own recording must be called
 *
 * A person's own recordings lie in static/voices/<language>/peer/ and are never touched (docs/adr/0032).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { spokenRows } from './spoken-rows.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = join(root, 'static/voices');
const index = join(root, 'src/lib/server/http/alone/recorded.json');

/** espeak-ng's names of the languages; the pace is slower than its own 175 words a minute. */
const VOICES = { fr: 'fr', en: 'en-us', es: 'es-419', ar: 'ar', sw: 'sw', ne: 'ne' };
const WORDS_A_MINUTE = '145';
/** Speech in one channel needs no more; the whole stays small enough to ship. */
const SOUND = ['-ac', '1', '-ar', '22050', '-c:a', 'libmp3lame', '-b:a', '16k'];
/** The same text gives the same bytes: no date, no name of a program. */
const PLAIN = ['-map_metadata', '-1', '-id3v2_version', '0', '-write_xing', '0', '-fflags', '+bitexact'];

const vite = await createServer({
	root,
	server: { middlewareMode: true },
	appType: 'custom',
	logLevel: 'error'
});
const { everythingSaid, voiceFile } = await vite.ssrLoadModule('/src/lib/server/http/alone/to-record.ts');
const texts = (await everythingSaid(spokenRows(Object.keys(VOICES)))).map((said) => ({
	...said,
	file: voiceFile(said.lang, said.text)
}));
await vite.close();

if (process.argv.includes('--list')) {
	for (const { lang, text, file } of texts) console.log(`${lang}\t${file}\t${text}`);
	process.exit();
}

for (const lang of Object.keys(VOICES)) mkdirSync(join(target, lang), { recursive: true });
for (const { lang, text, file } of texts) {
	const path = join(target, lang, file);
	if (!existsSync(path)) record(lang, text, path);
}
const wanted = new Set(texts.map(({ lang, file }) => `${lang}/${file}`));
for (const lang of Object.keys(VOICES))
	for (const file of filesOf(lang)) if (!wanted.has(`${lang}/${file}`)) rmSync(join(target, lang, file));

const recorded = Object.fromEntries(
	Object.keys(VOICES).map((lang) => [lang, [...filesOf(lang), ...filesOf(`${lang}/peer`, 'peer/')]])
);
writeFileSync(index, `${JSON.stringify(recorded, null, '\t')}\n`);
const bytes = Object.entries(recorded).flatMap(([lang, files]) =>
	files.map((file) => statSync(join(target, lang, file)).size)
);
const total = bytes.reduce((sum, size) => sum + size, 0);
console.log(`${bytes.length} recordings, ${Math.round(total / 1024)} KiB`);

/** @param {string} lang @param {string} text @param {string} path */
function record(lang, text, path) {
	const wave = join(tmpdir(), `voice-${process.pid}.wav`);
	run('espeak-ng', ['-v', VOICES[lang], '-s', WORDS_A_MINUTE, '-w', wave, '--', text]);
	run('ffmpeg', ['-y', '-loglevel', 'error', '-i', wave, ...SOUND, ...PLAIN, path]);
	rmSync(wave);
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
	const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
	if (status !== 0) throw error ?? new Error(`${program} ${args.join(' ')} ended with ${status}`);
}

/** @param {string} folder @param {string} [prefix] */
function filesOf(folder, prefix = '') {
	const path = join(target, folder);
	if (!existsSync(path)) return [];
	return readdirSync(path)
		.filter((file) => file.endsWith('.mp3'))
		.sort()
		.map((file) => prefix + file);
}
