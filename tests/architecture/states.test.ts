import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { statesDocument } from './states-document.ts';

const FILE = new URL('../../docs/states.md', import.meta.url);

it('docs/states.md says what the code does (UPDATE_DOCS=1 rewrites it)', () => {
	const document = statesDocument();
	if (process.env.UPDATE_DOCS === '1') writeFileSync(FILE, document);
	expect(readFileSync(FILE, 'utf8')).toBe(document);
});
