/** A node that is started again at the same port whenever it ends, as a service manager does. */
import { runNode, type NodeProgram } from '../support/node-program.ts';

interface SteadyOptions {
	readonly port: number;
	readonly variables: Readonly<Record<string, string>>;
	/** Hears what becomes of it, in sentences for a terminal. */
	tell(sentence: string): void;
}

/** What a node may take to drain. */
const DRAIN_MS = 30_000;

export class SteadyNode {
	readonly #options: SteadyOptions;
	#node: NodeProgram | null = null;
	#wanted = true;

	constructor(options: SteadyOptions) {
		this.#options = options;
	}

	/** Resolves when it serves. @throws Error with what it said when it does not; then it is not tried again. */
	async start(): Promise<void> {
		const { port, variables, tell } = this.#options;
		const node = runNode({ port, variables, detached: true });
		this.#node = node;
		node.child.stderr?.pipe(process.stderr);
		if (!(await node.ready)) throw new Error(`Un nœud n’a pas démarré :\n${node.output()}`);
		tell(`${node.url}, processus ${node.child.pid}`);
		void node.ended.then(async (code) => {
			if (!this.#wanted) return;
			tell(`arrêté (${code ?? 'tué'}), redémarre`);
			await this.start().catch((error: Error) => tell(error.message));
		});
	}

	/** Whether it drained in time and ended well. */
	async stop(): Promise<boolean> {
		this.#wanted = false;
		const late = setTimeout(() => this.#node?.child.kill('SIGKILL'), DRAIN_MS);
		const code = await this.#node?.stop();
		clearTimeout(late);
		return code === 0;
	}
}
