/** `npm run admin`: what an operator does at the server's terminal, while Halte runs or not. */
import { runAccounts } from './admin/accounts.ts';
import { runBackup, runRestore } from './admin/backup.ts';
import { Failure, Misuse } from './admin/failure.ts';
import { runForget } from './admin/forget.ts';
import { openHouse } from './admin/house.ts';
import { runInit } from './admin/init.ts';
import { runKeys } from './admin/key-ring.ts';
import { runDevices, runDisplays } from './admin/keys.ts';
import { runExportHead, runVerifyLog } from './admin/log.ts';
import { runQuestions } from './admin/questions.ts';
import { USAGE } from './admin/usage.ts';
import { runWords } from './admin/words.ts';

const COMMANDS: Record<string, (args: readonly string[], open: typeof openHouse) => Promise<string>> = {
	init: runInit,
	words: runWords,
	questions: runQuestions,
	accounts: runAccounts,
	devices: runDevices,
	displays: runDisplays,
	keys: runKeys,
	forget: runForget,
	backup: runBackup,
	restore: runRestore,
	'verify-log': runVerifyLog,
	'export-head': runExportHead
};

/** What is printed, and the exit code: 0 done, 1 refused or failed, 2 not understood. */
async function admin([name = '', ...args]: readonly string[]): Promise<number> {
	if (['', 'help', '--help', '-h'].includes(name)) {
		console.log(USAGE);
		return name === '' ? 2 : 0;
	}
	try {
		const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
		if (command === undefined) throw new Misuse(`Commande inconnue : ${name}.`);
		console.log(await command(args, openHouse));
		return 0;
	} catch (error) {
		if (error instanceof Misuse) {
			console.error(`${error.message}\n\n${USAGE}`);
			return 2;
		}
		// Errors for the operator are one sentence. A database's message may quote values: only its code is told.
		console.error(error instanceof Failure ? error.message : sentenceOf(error));
		return 1;
	}
}

function sentenceOf(error: unknown): string {
	if (!(error instanceof Error)) return 'Ça n’a pas marché.';
	const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
	if (code === '42P01') return 'Cette base est vide. Commencez par : npm run admin -- init';
	return code === null ? error.message : `Ça n’a pas marché (${code}). Rien n’a été changé.`;
}

process.exitCode = await admin(process.argv.slice(2));
