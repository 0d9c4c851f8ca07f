import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { socketsInDevelopment } from './src/sockets-in-development.ts';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/messages/compiled',
			strategy: ['baseLocale']
		}),
		sveltekit(),
		socketsInDevelopment()
	]
});
