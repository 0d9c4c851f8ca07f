/** One command at the operator's terminal, as a process of its own. */
import { execFile } from 'node:child_process';

export interface Ran {
	readonly exit: number;
	readonly out: string;
	readonly err: string;
}

/** Runs `npm run admin -- …` without npm. */
export function runAdmin(variables: Record<string, string>, ...args: string[]): Promise<Ran> {
	const env = { PATH: process.env['PATH'], ...variables };
	return new Promise((resolve) => {
		execFile(process.execPath, ['build/commands/admin.js', ...args], { env }, (error, out, err) =>
			resolve({ exit: error === null ? 0 : Number(error.code), out, err })
		);
	});
}
