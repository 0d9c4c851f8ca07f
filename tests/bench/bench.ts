/** `npm run bench`: what the house can do, as figures in docs/performance.md. Nothing here passes or fails. */
import { keep } from './performance-page.ts';
import { benchWeb } from './web.ts';

const MEASURES: Readonly<Record<string, () => Promise<string>>> = { web: benchWeb };
const USAGE = `npm run bench -- ${Object.keys(MEASURES).join(' | ')}`;

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(MEASURES, name));
if (unknown !== undefined) {
	console.error(`Mesure inconnue : ${unknown}\n${USAGE}`);
	process.exit(2);
}
for (const [name, measure] of Object.entries(MEASURES)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const section = await measure();
	keep(name, section);
	console.log(section);
}
