import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['src', 'db', 'static', 'project.inlang', 'person.inlang', 'scripts'];
const FILES = /^(package(-lock)?\.json|svelte\.config\.js|vite(\.[\w-]+)?\.config\.ts)$/;
// Made by the build itself.
const GENERATED = new Set([
	'src/lib/messages/compiled',
	'src/lib/messages/person/compiled',
	...['project.inlang/cache', 'person.inlang/cache']
]);

/**
 * Gives a hash of everything the build is made from. It reads the contents, not the times of the files: a
 * clone, a copy into an image or a change of branch and back must not cause a build.
 */
export function sourceFingerprint(root) {
	const hash = createHash('sha256');
	const top = readdirSync(root, { withFileTypes: true });
	const add = (path) =>
		hash
			.update(path)
			.update('\0')
			.update(readFileSync(join(root, path)))
			.update('\0');
	const walk = (folder) => {
		if (GENERATED.has(folder)) return;
		const entries = readdirSync(join(root, folder), { withFileTypes: true });
		for (const entry of entries.sort(byName)) {
			const path = `${folder}/${entry.name}`;
			if (entry.isDirectory()) walk(path);
			else if (entry.isFile()) add(path);
		}
	};
	for (const entry of top.sort(byName)) {
		if (entry.isDirectory() && FOLDERS.includes(entry.name)) walk(entry.name);
		else if (entry.isFile() && FILES.test(entry.name)) add(entry.name);
	}
	return hash.digest('hex');
}

/** Gives the hash of one file, or of nothing when it is absent. */
export function fileFingerprint(path) {
	const hash = createHash('sha256');
	try {
		hash.update(readFileSync(path));
	} catch {
		// Absent: the caller compares, and finds a difference.
	}
	return hash.digest('hex');
}

function byName(a, b) {
	return a.name < b.name ? -1 : 1;
}
