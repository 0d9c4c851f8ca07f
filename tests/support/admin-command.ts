/** `npm run admin` at a terminal beside the nodes. */
import { execFile, type ChildProcess } from 'node:child_process';

export interface Ran {
	readonly exit: number | null;
	readonly out: string;
	readonly err: string;
}

/** A command that goes on; `done` tells how it ended, with no exit code when it was killed. */
export function beginAdmin(
	variables: Record<string, string>,
	...args: string[]
): { readonly child: ChildProcess; readonly done: Promise<Ran> } {
	const env = { PATH: process.env['PATH'], ...variables };
	let child: ChildProcess | undefined;
	const done = new Promise<Ran>((resolve) => {
		child = execFile(process.execPath, ['build/commands/admin.js', ...args], { env }, (_, out, err) =>
			resolve({ exit: child?.exitCode ?? null, out, err })
		);
	});
	if (child === undefined) throw new Error('execFile gives its process at once');
	return { child, done };
}

/** One command, until its end. */
export function admin(variables: Record<string, string>, ...args: string[]): Promise<Ran> {
	return beginAdmin(variables, ...args).done;
}
