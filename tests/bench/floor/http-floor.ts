/** The floor of starting: a bare HTTP server that says one word. Started with PORT. */
import { createServer } from 'node:http';

createServer((_request, response) => response.end('Bonjour')).listen(
	Number(process.env['PORT']),
	'127.0.0.1',
	() => console.log('ready')
);
