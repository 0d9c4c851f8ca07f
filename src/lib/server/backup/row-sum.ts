/** Counts and hashes rows in COPY's text format, where a line break inside a value is written as `\n`. */
import { createHash } from 'node:crypto';

const LINE_BREAK = 10;

export class RowSum {
	readonly #hash = createHash('sha256');
	#rows = 0;
	#bytes = 0;

	add(chunk: Buffer): void {
		this.#hash.update(chunk);
		this.#bytes += chunk.length;
		for (let at = chunk.indexOf(LINE_BREAK); at !== -1; at = chunk.indexOf(LINE_BREAK, at + 1))
			this.#rows += 1;
	}

	/** Once, when all is there. */
	total(): { rows: number; bytes: number; sha256: string } {
		return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
	}
}
