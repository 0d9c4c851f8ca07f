/** `npm run admin -- words`: services, reasons, routes and ticket words from a file. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { loadWords, type Words } from '#lib/server/administration/begin-network.ts';
import { noMore, readLine } from './arguments.ts';
import { Failure, Misuse } from './failure.ts';
import type { openHouse } from './house.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
const text = z.string().trim().min(1).max(80);

/** Sites and people that the file may hold too are left where they are. */
const wordsFile = z
	.object({
		services: z.array(z.object({ id, name: text, minutes: z.int().min(1).max(480), pictogram: text })).min(1),
		reasons: z.array(
			z.object({
				...{ id, name: text, short: text, pictogram: text },
				private: z.boolean().default(false),
				route: z.array(id).max(20)
			})
		),
		nouns: z.array(z.object({ noun: z.string().regex(/^[\p{L}-]{2,16}$/u), pictogram: text })).min(1)
	})
	.refine(({ services, reasons }) => {
		const known = new Set(services.map((service) => service.id));
		return reasons.every(({ route }) => route.every((step) => known.has(step)));
	}, 'une raison mène à un service qui n’y est pas');

/** Reads the words of a network. @throws Failure with where the file is wrong. */
export function readWords(file: string): Promise<Words> {
	return readForm(file, wordsFile);
}

/** Reads a JSON file of a known form. @throws Failure with where the file is wrong. */
export async function readForm<T>(file: string, form: z.ZodType<T>): Promise<T> {
	const content = await readFile(file, 'utf8').catch(() => {
		throw new Failure(`Le fichier ${file} ne peut pas être lu.`);
	});
	let json: unknown;
	try {
		json = JSON.parse(content);
	} catch (error) {
		throw new Failure(`Le fichier ${file} n’est pas du JSON.`, { cause: error });
	}
	const parsed = form.safeParse(json);
	if (parsed.success) return parsed.data;
	const places = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')} : ${message}`);
	throw new Failure(`Le fichier ${file} ne convient pas.\n${places.join('\n')}`);
}

export async function runWords(args: readonly string[], open: typeof openHouse): Promise<string> {
	const { words, options } = readLine(args, { from: 'one' });
	noMore(words);
	if (options.from === undefined) throw new Misuse('--from manque.');
	const read = await readWords(options.from);
	return open(async (rooms) => {
		if (!(await loadWords(rooms, read))) throw new Failure('Ce réseau a déjà des services ou des mots.');
		const { services, reasons, nouns } = read;
		return `${services.length} services, ${reasons.length} raisons, ${nouns.length} mots.`;
	});
}
