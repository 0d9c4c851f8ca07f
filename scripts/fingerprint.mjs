import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['src', 'db', 'static', 'project.inlang', 'person.inlang', 'scripts'];
const FILES = /^(package(-lock)?\.json|svelte\.config\.js|vite(\.[\w-]+)?\.config\.ts)$/;
// Made by the build itself: compiled messages, and what their compiler lays beside its settings. Counted, they would make
// the second start in a new clone build once more.
const GENERATED =
	/^(src\/lib\/messages\/(person\/)?compiled|(project|person)\.inlang\/(cache|README\.md|\.gitignore|\.meta\.json))$/;

/**
 * Gives a hash of everything the build is made from. It reads the contents, not the times of the files: a
 * clone, a copy into an image or a change of branch and back must not cause a build.
 * @param {string} root
 */
export function sourceFingerprint(root) {
	const hash = createHash('sha256');
	const top = readdirSync(root, { withFileTypes: true });
	/** @param {string} path */
	const add = (path) =>
		hash
			.update(path)
			.update('\0')
			.update(readFileSync(join(root, path)))
			.update('\0');
	/** @param {string} folder */
	const walk = (folder) => {
		const entries = readdirSync(join(root, folder), { withFileTypes: true });
		for (const entry of entries.sort(byName)) {
			const path = `${folder}/${entry.name}`;
			if (GENERATED.test(path)) continue;
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

/**
 * Gives the hash of one file, or of nothing when it is absent.
 * @param {string} path
 */
export function fileFingerprint(path) {
	const hash = createHash('sha256');
	try {
		hash.update(readFileSync(path));
	} catch {
		// Absent: the caller compares, and finds a difference.
	}
	return hash.digest('hex');
}

/**
 * @param {import('node:fs').Dirent} a
 * @param {import('node:fs').Dirent} b
 */
function byName(a, b) {
	return a.name < b.name ? -1 : 1;
}
