/**
 * Draws static/pictograms.svg: one <symbol> for each entry of db/demo/pictograms.json,
 * taken from Noto Emoji (monochrome, weight 400). Run again when the list changes:
 *
 *     node scripts/pictograms.mjs
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';

const root = new URL('../', import.meta.url);
const fontDir = new URL('node_modules/@fontsource/noto-emoji/files/', root);
const target = new URL('static/pictograms.svg', root);

const SIDE = 512; // every viewBox is 0 0 SIDE SIDE
const PADDING = 16;
/** Signs that the font draws in a filled square: only what is inside is kept. */
const BOXED = new Set(['back', 'undo', 'arrow-right', 'pause', 'wifi-off']);
/** Signs with a bar across, which the font does not have. */
const CROSSED_OUT = new Set(['wifi-off']);
const BAR = `<path fill="none" stroke="currentColor" stroke-width="36" stroke-linecap="round" d="M60 60 452 452"/>`;
const EMOJI_STYLE = /\uFE0F/g; // variation selector: changes nothing in a monochrome font

const HEADER = `<!--
	Pictograms of Halte, drawn from the Noto Emoji font (weight 400).
	Copyright 2013 Google LLC. Licensed under the SIL Open Font License, Version 1.1
	(https://openfontlicense.org). Written by scripts/pictograms.mjs: do not edit by hand.
-->`;

const fonts = readdirSync(fontDir)
	.filter((file) => file.endsWith('-400-normal.woff2'))
	.sort()
	.map((file) => fontkit.create(readFileSync(new URL(file, fontDir))));

/** The one glyph that shows the whole emoji: the font is split in subsets, only some of them hold it. */
function findGlyph(emoji) {
	const text = emoji.replace(EMOJI_STYLE, '');
	const codePoints = [...text].map((character) => character.codePointAt(0));
	for (const font of fonts) {
		if (!codePoints.every((codePoint) => font.hasGlyphForCodePoint(codePoint))) continue;
		const { glyphs } = font.layout(text);
		if (glyphs.length === 1 && glyphs[0].id !== 0 && glyphs[0].path.commands.length > 0) return glyphs[0];
	}
	return null;
}

const LETTERS = { moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', bezierCurveTo: 'c', closePath: 'z' };

/** The closed outlines of a glyph, each with its points' bounds. */
function outlines(glyph) {
	const list = [];
	for (const step of glyph.path.commands) {
		if (step.command === 'moveTo') list.push({ steps: [], xs: [], ys: [] });
		const outline = list[list.length - 1];
		outline.steps.push(step);
		step.args.forEach((value, i) => (i % 2 === 0 ? outline.xs : outline.ys).push(value));
	}
	return list;
}

const width = ({ xs }) => Math.max(...xs) - Math.min(...xs);

function withoutBox(list) {
	const box = list.reduce((widest, outline) => (width(outline) > width(widest) ? outline : widest));
	return list.filter((outline) => outline !== box);
}

/** Path data in whole numbers, relative to the last point, fitted and centred in the square. */
function pathData(list) {
	const xs = list.flatMap((outline) => outline.xs);
	const ys = list.flatMap((outline) => outline.ys);
	const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
	const scale = (SIDE - 2 * PADDING) / Math.max(maxX - minX, maxY - minY);
	const toX = (x) => Math.round(SIDE / 2 + (x - (minX + maxX) / 2) * scale);
	const toY = (y) => Math.round(SIDE / 2 - (y - (minY + maxY) / 2) * scale);

	let data = '';
	let previous = '';
	let [x, y, startX, startY] = [0, 0, 0, 0];
	for (const { command, args } of list.flatMap((outline) => outline.steps)) {
		let letter = LETTERS[command];
		if (letter === 'z') {
			data += 'z';
			previous = 'z';
			[x, y] = [startX, startY];
			continue;
		}
		const points = [];
		for (let i = 0; i < args.length; i += 2) points.push([toX(args[i]), toY(args[i + 1])]);
		const [endX, endY] = points[points.length - 1];
		if (letter !== 'm' && points.every(([px, py]) => px === x && py === y)) continue; // rounded away
		let numbers = points.flatMap(([px, py]) => [px - x, py - y]);
		if (letter === 'l' && numbers[1] === 0) [letter, numbers] = ['h', [numbers[0]]];
		else if (letter === 'l' && numbers[0] === 0) [letter, numbers] = ['v', [numbers[1]]];
		// A minus sign separates as well as a space; a repeated letter may be left out.
		numbers.forEach((number, i) => {
			const first = i === 0 && letter !== previous;
			data += (first ? letter : number < 0 ? '' : ' ') + number;
		});
		previous = letter === 'm' ? '' : letter;
		[x, y] = [endX, endY];
		if (letter === 'm') [startX, startY] = [x, y];
	}
	return data;
}

const pictograms = JSON.parse(readFileSync(new URL('db/demo/pictograms.json', root), 'utf8'));
const symbols = [];
const missing = [];
for (const [id, emoji] of Object.entries(pictograms)) {
	const glyph = findGlyph(emoji);
	if (!glyph) missing.push(`${id} (${emoji})`);
	else {
		const list = BOXED.has(id) ? withoutBox(outlines(glyph)) : outlines(glyph);
		const path = `<path fill="currentColor" d="${pathData(list)}"/>${CROSSED_OUT.has(id) ? BAR : ''}`;
		symbols.push(`<symbol id="${id}" viewBox="0 0 ${SIDE} ${SIDE}">${path}</symbol>`);
	}
}
if (missing.length > 0) {
	console.error(`No glyph in Noto Emoji for: ${missing.join(', ')}`);
	process.exit(1);
}
const svg = `<svg xmlns="http://www.w3.org/2000/svg">\n${HEADER}\n${symbols.join('\n')}\n</svg>\n`;
writeFileSync(target, svg);
console.log(`${symbols.length} pictograms, ${Math.round(svg.length / 1024)} kB: ${fileURLToPath(target)}`);
