/** Compiles the proof under fire, a tool of development, into build/faults; `npm run faults` does so each time. */
import { defineConfig } from 'vite';

export default defineConfig({
	logLevel: 'warn',
	build: {
		ssr: true,
		target: 'node20',
		outDir: 'build/faults',
		emptyOutDir: true,
		copyPublicDir: false,
		rolldownOptions: { input: 'tests/faults/table/faults.ts', output: { entryFileNames: '[name].js' } }
	}
});
