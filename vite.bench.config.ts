/** Compiles the bench, a tool of development, into build/bench; `npm run bench` does so each time, in a second. */
import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

/** Floors that run in a process of their own are built beside the bench. */
const FLOORS = 'tests/bench/floor';
const floors = readdirSync(FLOORS).filter((name) => name.endsWith('-floor.ts'));

export default defineConfig({
	logLevel: 'warn',
	build: {
		ssr: true,
		target: 'node20',
		outDir: 'build/bench',
		emptyOutDir: true,
		copyPublicDir: false,
		rolldownOptions: {
			input: ['tests/bench/bench.ts', ...floors.map((name) => `${FLOORS}/${name}`)],
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
		}
	}
});
