/** The rows of the demo's network that the page of somebody alone says, as its database gives them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const demo = fileURLToPath(new URL('../db/demo/', import.meta.url));
/** @param {string} name @returns {any} */
const read = (name) => JSON.parse(readFileSync(join(demo, name), 'utf8'));

/**
 * @param {readonly string[]} langs French first
 * @returns {any} what `everythingSaid` takes
 */
export function spokenRows(langs) {
	const { reasons, nouns } = read('network.json');
	const { questions } = read('questions.json');
	// French is in the rows themselves.
	const texts = langs.filter((lang) => lang !== 'fr').map((lang) => [lang, read(`texts/${lang}.json`)]);
	/** @param {(text: any) => string} name */
	const named = (name) => Object.fromEntries(texts.map(([lang, text]) => [lang, name(text)]));
	return {
		reasons: reasons.map((/** @type {any} */ { id, pictogram, short }) => ({
			...{ id, pictogram },
			names: { fr: short, ...named((text) => text.reasons[id].short) }
		})),
		questions: Object.fromEntries(
			langs.map((lang) => [lang, questions.map((/** @type {any} */ question) => shown(question, lang))])
		),
		nouns: nouns.map((/** @type {any} */ { noun }) => ({ noun, names: named((text) => text.nouns[noun]) }))
	};
}

/**
 * A question of the file as one language asks it.
 * @param {any} question @param {string} lang
 */
function shown({ id, field = null, stage, many = false, alone = true, texts, options = [] }, lang) {
	const text = texts[lang] ?? texts.fr;
	return {
		...{ id, version: 1, field, stage, many, alone, fallback: texts[lang] === undefined },
		text: { tu: text.tu ?? null, vous: text.vous, help: text.help ?? null },
		options: options.map((/** @type {any} */ { value, pictogram = null, labels }) => ({
			...{ value, pictogram, label: labels[lang] ?? labels.fr }
		}))
	};
}
