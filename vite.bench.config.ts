/** Compiles the bench, a tool of development, into build/bench; `npm run bench` does so each time, in a second. */
import { defineConfig } from 'vite';

export default defineConfig({
	logLevel: 'warn',
	build: {
		ssr: true,
		target: 'node20',
		outDir: 'build/bench',
		emptyOutDir: true,
		copyPublicDir: false,
		rolldownOptions: { input: 'tests/bench/bench.ts', output: { entryFileNames: '[name].js' } }
	}
});
