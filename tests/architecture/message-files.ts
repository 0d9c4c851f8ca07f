/** The message files, read as a compiler would: which keys, which placeholders, which choices. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';

export type Message =
	string | [{ declarations: string[]; selectors: string[]; match: Record<string, string> }];
export type Messages = Record<string, Message>;

const FOLDER = 'src/lib/messages';
/** What only some languages need: a way of address, a way of writing role words. */
const MANNER = new Set(['address', 'style']);

/** Names of the files of a language, without their ending. */
export const filesOf = (locale: string): string[] =>
	readdirSync(`${FOLDER}/${locale}`)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length));

/** The messages of one file; none when the language has no such file. */
export function messagesOf(locale: string, name: string): Messages {
	const path = `${FOLDER}/${locale}/${name}.json`;
	if (!existsSync(path)) return {};
	// The address of the file's own form, in some of them.
	const { $schema: _form, ...messages } = JSON.parse(readFileSync(path, 'utf8')) as Messages;
	return messages;
}

/** Every text of a message. */
export const textsOf = (message: Message): string[] =>
	typeof message === 'string' ? [message] : Object.values(message[0].match);

/** What a caller has to give, without the manner of speaking. */
export function inputsOf(message: Message): string[] {
	const declared = typeof message === 'string' ? [] : message[0].declarations;
	const inputs = declared.flatMap((text) => /^input (\w+)$/.exec(text)?.[1] ?? []);
	const local = new Set(declared.flatMap((text) => /^local (\w+) /.exec(text)?.[1] ?? []));
	const used = textsOf(message).flatMap((text) =>
		[...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
	);
	return [...new Set([...inputs, ...used])].filter((name) => !MANNER.has(name) && !local.has(name)).sort();
}

/** Placeholders that no declaration names: they would show as they are written. */
export function undeclaredIn(message: Message): string[] {
	if (typeof message === 'string') return [];
	const declared = message[0].declarations.map((text) => text.split(/[ =]+/)[1]);
	const used = textsOf(message).flatMap((text) =>
		[...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
	);
	return [...used, ...message[0].selectors].filter((name) => !declared.includes(name));
}

/** Choices that end without an answer: the last text must fit whatever comes. */
export function openEnds(message: Message): string[] {
	if (typeof message === 'string') return [];
	const last = Object.keys(message[0].match).at(-1) ?? '';
	return last.split(/,\s*/).every((choice) => choice.endsWith('=*')) ? [] : [last];
}
