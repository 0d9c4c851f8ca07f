/** docs/performance.md, where the bench leaves its figures. */
import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = 'docs/performance.md';

/** Puts `section` between the marks of `name`. @throws Error when the page has no such marks. */
export function between(page: string, name: string, section: string): string {
	const [begin, end] = [`<!-- begin: ${name} -->`, `<!-- end: ${name} -->`];
	const [from, to] = [page.indexOf(begin), page.indexOf(end)];
	if (from === -1 || to < from) throw new Error(`${PAGE} has no marks for ${name}`);
	return `${page.slice(0, from + begin.length)}\n\n${section}\n\n${page.slice(to)}`;
}

/** Writes it there. */
export function keep(name: string, section: string): void {
	writeFileSync(PAGE, between(readFileSync(PAGE, 'utf8'), name, section));
}
