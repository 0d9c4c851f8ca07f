/** A new clone builds once: what the build itself writes, which git is told to ignore, is no reason to build again. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceFingerprint } from '../../scripts/fingerprint.mjs';

let root: string;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'halte-fingerprint-'));
	for (const path of ['src/app.html', 'project.inlang/settings.json', 'person.inlang/settings.json'])
		await put(path, '{}');
});
afterEach(() => rm(root, { recursive: true }));

const MADE_BY_THE_BUILD = (await readFile('.gitignore', 'utf8'))
	.split('\n')
	.flatMap((line) => ['project', 'person'].map((name) => line.replace(/^\*(?=\.inlang)/, name)))
	.filter((path, index, all) => /^(src|\w+\.inlang)\//.test(path) && all.indexOf(path) === index);

it('knows what is ignored where sources are', () => {
	expect(MADE_BY_THE_BUILD).toHaveLength(10);
});

it.each(MADE_BY_THE_BUILD)('leaves out %s', async (path) => {
	const before = sourceFingerprint(root);
	await put(path.includes('.', path.lastIndexOf('/')) ? path : `${path}/made.js`, 'made');
	expect(sourceFingerprint(root)).toBe(before);
});

it.each(['src/lib/messages/new.json', 'person.inlang/settings.json', 'vite.config.ts'])(
	'counts %s',
	async (path) => {
		const before = sourceFingerprint(root);
		await put(path, 'changed');
		expect(sourceFingerprint(root)).not.toBe(before);
	}
);

async function put(path: string, text: string): Promise<void> {
	await mkdir(dirname(join(root, path)), { recursive: true });
	await writeFile(join(root, path), text);
}
