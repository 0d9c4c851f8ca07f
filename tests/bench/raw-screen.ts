/**
 * A screen that only looks at the number of what it is shown: a client that reads whole boards would take the
 * processor from the server that is measured. Speaks socket.io 5 over a bare WebSocket.
 */
import { WebSocket, type RawData } from 'ws';

export type Way =
	| { readonly namespace: '/display'; readonly token: string; readonly keeps: boolean }
	| {
			readonly namespace: '/staff';
			readonly cookie: string;
			readonly siteId: string;
			readonly audience: string;
	  };

export interface Sight {
	readonly seq: number;
	/** Of `performance.now()`. */
	readonly at: number;
}

/** Site, epoch and number stand in the first bytes of a view. */
const HEAD_BYTES = 300;
const PATIENCE_MS = 30_000;

export class RawScreen {
	readonly sights: Sight[] = [];
	bytes = 0;
	/** Lines that the server cut or that failed. */
	cut: string | null = null;
	readonly #waiting = new Set<() => void>();
	readonly #socket: WebSocket;
	readonly #way: Way;

	/** Comes in and waits for its first view. */
	static async open(url: string, way: Way): Promise<RawScreen> {
		const screen = new RawScreen(url, way);
		await screen.until(0);
		return screen;
	}

	private constructor(url: string, way: Way) {
		this.#way = way;
		const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
		const headers = way.namespace === '/staff' ? { cookie: way.cookie } : {};
		this.#socket = new WebSocket(address, { perMessageDeflate: false, headers });
		this.#socket.on('message', (data) => this.#hear(data));
		this.#socket.on('error', ({ message }) => this.#end(message));
		this.#socket.on('close', (code) => this.#end(`closed with ${code}`));
	}

	/** The latest number that it was shown. */
	get seq(): number {
		return this.sights.at(-1)?.seq ?? -1;
	}

	/** Resolves when it has been shown this number or a later one. */
	until(seq: number): Promise<void> {
		return new Promise((resolve, reject) => {
			const look = () => {
				const there = this.seq >= seq;
				if (!there && this.cut === null) return;
				this.#waiting.delete(look);
				if (there) resolve();
				else reject(new Error(`a screen ${this.cut}`));
			};
			AbortSignal.timeout(PATIENCE_MS).addEventListener('abort', () => {
				if (this.#waiting.has(look)) this.#end(`was not shown ${seq}`);
			});
			this.#waiting.add(look);
			look();
		});
	}

	close(): void {
		this.#socket.removeAllListeners('close');
		this.#socket.close();
	}

	#end(why: string): void {
		this.cut ??= why;
		for (const look of this.#waiting) look();
	}

	#hear(data: RawData): void {
		const at = performance.now();
		const bytes = data as Buffer;
		this.bytes += bytes.length;
		const head = bytes.toString('latin1', 0, HEAD_BYTES);
		const { namespace } = this.#way;
		if (head === '2') return this.#socket.send('3');
		if (head.startsWith('0')) return this.#enter();
		if (head.startsWith('44')) return this.#end(`was not let in: ${head}`);
		if (head.startsWith(`40${namespace}`)) return this.#watch();
		if (head.startsWith(`42${namespace},["token"`)) return this.#keep(bytes.toString('utf8'));
		if (!head.startsWith(`42${namespace},["view"`)) return;
		this.sights.push({ seq: Number(/"seq":(\d+)/.exec(head)?.[1] ?? -1), at });
		for (const look of this.#waiting) look();
	}

	#enter(): void {
		const way = this.#way;
		const auth = way.namespace === '/display' ? `,${JSON.stringify({ token: way.token })}` : ',';
		this.#socket.send(`40${way.namespace}${auth}`);
	}

	#watch(): void {
		if (this.#way.namespace !== '/staff') return;
		const { siteId, audience } = this.#way;
		this.#socket.send(`42/staff,${JSON.stringify(['watch', { siteId, audience }])}`);
	}

	/** A screen that shares its key with others must not: the key of the others would be a copy. */
	#keep(message: string): void {
		if (this.#way.namespace !== '/display' || !this.#way.keeps) return;
		const [, offer] = JSON.parse(message.slice(message.indexOf('['))) as [string, unknown];
		this.#socket.send(`42/display,${JSON.stringify(['kept', offer])}`);
	}
}

/** Opens so many, each in its turn at the door; all have a view. */
export function openScreens(url: string, ways: readonly Way[]): Promise<RawScreen[]> {
	return Promise.all(ways.map((way) => RawScreen.open(url, way)));
}
