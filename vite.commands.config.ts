/** Compiles what an operator types (src/commands/*.ts) into build/commands, beside the server that it may start. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const FOLDER = 'src/commands';
const entries = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

/** Runs after the server's build, which has compiled the messages; packages stay where npm put them. */
export default defineConfig({
	build: {
		ssr: true,
		target: 'node20',
		// The server's build empties build/; this one empties its own folder only.
		outDir: 'build/commands',
		emptyOutDir: true,
		copyPublicDir: false,
		rolldownOptions: {
			input: entries.map((name) => join(FOLDER, name)),
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
		}
	}
});
