/** A disk of its own, of so many megabytes, that a test may fill to the last byte: a tmpfs, which only root may mount. */
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atEnd } from '../../support/at-end.ts';

export interface SmallDisk {
	readonly folder: string;
	/** Takes all that is left. */
	fill(): Promise<void>;
	/** Gives it back. */
	free(): Promise<void>;
}

const run = promisify(execFile);

/** Mounts it until the end of the file; null where that is not allowed. */
export async function smallDisk(megabytes: number): Promise<SmallDisk | null> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-disk-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	try {
		await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'halte-disk', folder]);
	} catch {
		return null;
	}
	atEnd(() => run('umount', [folder]));
	const ballast = join(folder, 'ballast');
	return {
		folder,
		async fill() {
			const file = await open(ballast, 'w');
			// Large pieces first; the last ones are of a page.
			for (const piece of [1024 * 1024, 4096]) while (await fits(file.write(Buffer.alloc(piece, 1))));
			await file.close();
		},
		free: () => rm(ballast)
	};
}

/** A write that finds no room at all fails; one that finds a little writes that. */
function fits(writing: Promise<{ bytesWritten: number }>): Promise<boolean> {
	return writing.then(
		() => true,
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'ENOSPC') throw error;
			return false;
		}
	);
}
