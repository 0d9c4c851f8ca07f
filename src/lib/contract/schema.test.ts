import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from './schema.ts';

it('no schema is compiled: that needs eval, which the pages forbid', () => {
	expect(z.config().jitless).toBe(true);
	const folder = 'src/lib/contract';
	const aroundIt = readdirSync(folder).filter((file) => {
		const code = readFileSync(`${folder}/${file}`, 'utf8');
		return file !== 'schema.ts' && /^import \{[^}]*\} from 'zod'/m.test(code);
	});
	expect(aroundIt).toEqual([]);
});
