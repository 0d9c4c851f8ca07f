/** The words of a network, as a file brings them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWords } from './words.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'words-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The demo's words, with this `care` beside them. */
async function fileWith(care?: object): Promise<string> {
	const network = JSON.parse(await readFile('db/demo/network.json', 'utf8')) as object;
	const file = join(folder, 'network.json');
	await writeFile(file, JSON.stringify({ ...network, ...(care !== undefined && { care }) }));
	return file;
}

it('a file without signs, helplines and counts is as good as one with them', async () => {
	expect((await readWords(await fileWith())).care).toEqual({ signs: [], helplines: [], tallies: [] });
	const { care } = await readWords(
		await fileWith(JSON.parse(await readFile('db/demo/care-rows.json', 'utf8')) as object)
	);
	expect(care.signs.length).toBeGreaterThanOrEqual(10);
	expect(care.helplines.map(({ phone }) => phone)).toContain('811');
	expect(care.tallies[0]?.name['en']).toBe('Just talked');
});

it('a name without French, or a number that can’t be dialled, is told with its place', async () => {
	const sign = { id: 'souffle', pictogram: 'lungs', name: { en: 'Struggles to breathe' } };
	await expect(readWords(await fileWith({ signs: [sign] }))).rejects.toThrow('care.signs.0.name');
	const line = { id: 'ligne', phone: '1 866 APPELLE', name: { fr: 'Ligne' } };
	await expect(readWords(await fileWith({ helplines: [line] }))).rejects.toThrow('care.helplines.0.phone');
});
