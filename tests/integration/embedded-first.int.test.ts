/** Two copies start at the same moment: whose Postgres is it that answers? */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findBinaries } from '#lib/server/store/embedded-binaries.ts';
import { openEmbedded, startEmbedded } from '#lib/server/store/embedded.ts';
import { atEnd } from '../support/at-end.ts';

it('a copy whose Postgres came second, and has yet to end, works on the one that came first, and keeps its data', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'halte-first-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	const [data, begun, over] = ['data', 'begun', 'over'].map((name) => join(folder, name)) as [
		string,
		string,
		string
	];
	// The cluster stands already: only the start is raced for.
	await (await startEmbedded({ dataFolder: data, log: () => {} })).stop();
	const slow = join(folder, 'postgres');
	const waits = `echo >${begun}\nwhile [ ! -e ${over} ]; do sleep 0.1; done\nexit 1\n`;
	await writeFile(slow, `#!/bin/sh\n[ "$1" = --version ] && exit 0\n${waits}`, { mode: 0o755 });
	const binaries = await findBinaries();

	const said: string[] = [];
	const opening = openEmbedded({
		dataFolder: data,
		log: (sentence) => said.push(sentence),
		binaries: { ...binaries, postgres: slow }
	});
	await expect.poll(() => existsSync(begun)).toBe(true);
	const quicker = await startEmbedded({ dataFolder: data, log: () => {} });
	atEnd(() => quicker.stop());
	const second = await opening;
	atEnd(() => second.stop());
	await writeFile(over, '');
	// Longer than anybody takes to notice that the second one has ended: the data are still taken.
	await expect(openEmbedded({ dataFolder: data, log: () => {} })).rejects.toThrow('déjà en marche');
	expect(said).toEqual([]);
});
