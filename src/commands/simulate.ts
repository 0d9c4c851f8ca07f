/** `npm run simulate`: the demo week, replayed through the public API and sockets. */
import { NoAnswer, Refused } from './simulate/api.ts';
import { chanceFrom } from './simulate/chance.ts';
import { startNode } from './simulate/node.ts';
import { readOptions, USAGE, type Options } from './simulate/options.ts';
import { prepareWeek, runWeek } from './simulate/run.ts';

/** Seen from build/commands, where this is compiled to. */
const HANDLER = new URL('../handler.js', import.meta.url);

async function simulate(options: Options): Promise<boolean> {
	const week = await prepareWeek(options, chanceFrom(options.seed));
	if (options.url !== null) {
		console.log(`Charge sur ${options.url}, ${options.speed} fois plus vite que la semaine.`);
		return runWeek(week, options.url, false);
	}
	console.log('Démarrage d’un nœud sur un dossier temporaire…');
	const clock = () => Promise.resolve(week.clock.now());
	const node = await startNode(HANDLER, { clock, random: chanceFrom(options.seed + 1) });
	let stopping = 0;
	const stopEarly = () => {
		// npm passes a terminal's Ctrl-C on once more, at once; only a later second one means « now ».
		if (stopping > 0) return Date.now() - stopping > 500 && process.exit(130);
		stopping = Date.now();
		void node.stop().finally(() => process.exit(130));
	};
	process.on('SIGINT', stopEarly).on('SIGTERM', stopEarly);
	try {
		return await runWeek(week, node.url, true);
	} finally {
		// Stopped early, the process ends with the node; what was cut off is not a result.
		if (stopping > 0) await new Promise(() => {});
		await node.stop();
	}
}

function optionsOrExit(): Options {
	try {
		return readOptions(process.argv.slice(2));
	} catch (error) {
		console.error(`${(error as Error).message}\n${USAGE}`);
		process.exit(2);
	}
}

function sentenceOf(error: unknown): string {
	if (error instanceof NoAnswer) return error.message;
	if (error instanceof Refused && error.code === 'wrong_credentials') {
		return 'Les comptes du réseau fictif n’y sont pas connus : ce serveur n’est pas en mode démonstration.';
	}
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const options = optionsOrExit();
const began = performance.now();
const well = await simulate(options).catch((error: unknown) => {
	console.error(sentenceOf(error));
	return false;
});
const seconds = Math.round((performance.now() - began) / 1000);
const verdicts =
	options.url === null
		? ['Simulation égale au résumé de la semaine', 'Simulation différente de ce qui était attendu']
		: ['Charge terminée sans refus', 'Charge terminée avec des fautes'];
console.log(`${verdicts[well ? 0 : 1]} (${seconds} s).`);
process.exit(well ? 0 : 1);
