import { createServer } from 'node:http';

process.env.NODE_ENV ??= 'production';
const fail = (/** @type {unknown} */ error) => {
	// Errors for the operator are one sentence; their stack would hide it.
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
};
// By URL, so that no tool walks into the build. Its import runs `init` of hooks.server.ts, which starts the app.
const { handler } = await import(new URL('../build/handler.js', import.meta.url).href).catch(fail);
const app = Reflect.get(globalThis, Symbol.for('halte.app'));
const { host, port } = app.environment;
const server = createServer(handler);
let stopping = 0;
const stop = async () => {
	// npm passes a terminal's Ctrl-C on once more, at once; only a later second one means « now ».
	if (stopping) return Date.now() - stopping > 500 && process.exit(1);
	stopping = Date.now();
	// It listens on meanwhile: a balancer hears from /readyz that it stops, and no line breaks under a question.
	await app.stop().then(() => process.exit(0), fail);
};
process.on('SIGINT', stop).on('SIGTERM', stop);
server.on('error', async (/** @type {NodeJS.ErrnoException} */ error) => {
	await app.stop().catch(() => {});
	const taken = `Le port ${port} est déjà pris sur ${host} ; choisissez-en un autre par PORT.`;
	fail(error.code === 'EADDRINUSE' ? taken : error);
});
app.attach(server);
server.prependListener('request', app.dress).listen(port, host, () => console.log(app.welcome()));
