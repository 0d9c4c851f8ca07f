import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { PORT } from './embedded-folders.ts';
import type { Postmaster } from './embedded-postmaster.ts';
import { QUIET_ENVIRONMENT, type Runner } from './embedded-runner.ts';

/** What a launch needs; all paths absolute. */
export interface Launch {
	postgres: string;
	runner: Runner;
	cluster: string;
	socketFolder: string;
	logFile: string;
	/** Called once when Postgres ends, for whatever reason. */
	onEnd(): void;
}

/**
 * Starts Postgres on its socket alone and returns at once; it may still end without having answered.
 * It stands in its own process group, so that a terminal's Ctrl-C does not stop it before Halte has drained.
 */
export function launch({ postgres, runner, cluster, socketFolder, logFile, onEnd }: Launch): Postmaster {
	const flags = Object.entries(settings(socketFolder)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const [command, args] = runner.line(postgres, ['-D', cluster, ...flags]);
	const output = openSync(logFile, 'a', 0o600);
	try {
		const child = spawn(command, args, {
			detached: true,
			stdio: ['ignore', output, output],
			env: QUIET_ENVIRONMENT,
			cwd: '/'
		});
		let running = child.pid !== undefined;
		const end = () => {
			if (running) onEnd();
			running = false;
		};
		child.once('error', end).once('exit', end);
		child.unref();
		return { pid: child.pid ?? -1, socketFolder, alive: () => running };
	} finally {
		closeSync(output);
	}
}

function settings(socketFolder: string): Record<string, string | number> {
	return {
		listen_addresses: '',
		port: PORT,
		unix_socket_directories: socketFolder,
		unix_socket_permissions: '0700',
		max_connections: 60,
		shared_buffers: '128MB',
		timezone: 'UTC',
		log_timezone: 'UTC',
		// A backend whose client was killed in the middle of a query gives its locks back within a second.
		client_connection_check_interval: '1s',
		// Postgres writes values of rows into its error messages (names, words of people); Halte gets those
		// errors anyway and logs them without the values. So the file holds only the server's own life.
		log_min_messages: 'log',
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse'
	};
}
