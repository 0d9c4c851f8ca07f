import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { messagePlugins } from './scripts/message-plugins.mjs';
import { socketsInDevelopment } from './src/sockets-in-development.ts';

export default defineConfig({
	plugins: [
		...messagePlugins(),
		sveltekit(),
		socketsInDevelopment()
	]
});
