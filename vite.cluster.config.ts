/** Compiles `npm run cluster`, a tool of development, into build/cluster; the command does so each time, in a second. */
import { defineConfig } from 'vite';

export default defineConfig({
	logLevel: 'warn',
	build: {
		ssr: true,
		target: 'node20',
		outDir: 'build/cluster',
		emptyOutDir: true,
		copyPublicDir: false,
		rolldownOptions: { input: 'tests/cluster/cluster.ts', output: { entryFileNames: '[name].js' } }
	}
});
