/** A node on a new data folder that goes away with it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const data = mkdtempSync(join(tmpdir(), 'halte-e2e-'));
const node = spawn(process.execPath, ['src/main.js'], {
	env: { ...process.env, HALTE_DATA: data, HALTE_DEMO: '1', DATABASE_URL: '', REDIS_URL: '' },
	stdio: 'inherit'
});
process.on('SIGTERM', () => node.kill('SIGTERM')).on('SIGINT', () => node.kill('SIGTERM'));
node.on('exit', (code) => {
	rmSync(data, { recursive: true, force: true });
	process.exit(code ?? 1);
});
