import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTombstones, type Tombstone } from '#lib/server/retention/tombstones.ts';

let folder: string;
let made = 0;
const newFile = () => join(folder, 'deep', `tombstones-${(made += 1)}`);
const stone = (kind: Tombstone['kind']): Tombstone => ({ kind, id: randomUUID(), day: '2026-11-22' });

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'halte-tombstones-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('The file of what was erased', () => {
	it('is made with its folder, for its owner only, and holds one line per thing', async () => {
		const file = newFile();
		const tombstones = await openTombstones(file);
		const [visit, person] = [stone('visit'), stone('person')];
		await tombstones.append([visit]);
		await tombstones.append([person]);
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		expect(await readFile(file, 'utf8')).toBe(
			`visit ${visit.id} 2026-11-22\nperson ${person.id} 2026-11-22\n`
		);
		expect(await (await openTombstones(file)).read()).toEqual([visit, person]);
	});

	it.each([
		'v',
		'visit',
		'visit ',
		'person 3f',
		'visit 00000000-0000-4000-8000-000000000001 2026-',
		'\0\0\0'
	])('a line that a crash tore off (%j) is passed over, and the next one is whole', async (torn) => {
		const file = newFile();
		const [first, second] = [stone('visit'), stone('person')];
		await (await openTombstones(file)).append([first]);
		await writeFile(file, (await readFile(file, 'utf8')) + torn);
		const tombstones = await openTombstones(file);
		await tombstones.append([second]);
		expect(await tombstones.read()).toEqual([first, second]);
	});

	it.each(['1:c2VjcmV0', 'visit of somebody', 'person 3f x', 'visits', '<html>\n'])(
		'another file (%j) is refused, and left as it is',
		async (content) => {
			const file = newFile();
			await mkdir(join(folder, 'deep'), { recursive: true });
			await writeFile(file, content);
			await expect(openTombstones(file)).rejects.toThrow(
				`Le fichier ${file} n’est pas un registre d’effacements.`
			);
			expect(await readFile(file, 'utf8')).toBe(content);
		}
	);

	it('a place where nothing can be written is refused in a sentence', async () => {
		const file = newFile();
		await mkdir(file, { recursive: true });
		await chmod(file, 0o500);
		await expect(openTombstones(file)).rejects.toThrow(
			`Le registre des effacements ${file} ne peut pas être écrit.`
		);
	});
});
