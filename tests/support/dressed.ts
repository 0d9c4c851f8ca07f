/** What every answer must carry; each rule is checked by itself, so that a failure names the one that is missing. */
import { expect } from 'vitest';
import type { PlainAnswer } from './plain-request.ts';

const ALWAYS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'x-frame-options': 'DENY'
};
const YEAR = 'max-age=31536000; includeSubDomains';

/** Any answer at all: a page, data, a file, a redirect, a refusal. */
export function expectDressed({ headers }: PlainAnswer, what: string, { secure = false } = {}): void {
	const found = Object.fromEntries(Object.keys(ALWAYS).map((name) => [name, headers[name]]));
	expect(found, what).toEqual(ALWAYS);
	expect(headers['strict-transport-security'], what).toBe(secure ? YEAR : undefined);
	for (const off of ['camera=()', 'microphone=()', 'geolocation=()'])
		expect(headers['permissions-policy'], what).toContain(off);
	for (const own of ['screen-wake-lock=(self)', 'fullscreen=(self)', 'publickey-credentials-get=(self)'])
		expect(headers['permissions-policy'], what).toContain(own);
	const policy = policyOf(headers['content-security-policy']);
	expect(policy['base-uri'], what).toBe("'none'");
	expect(policy['frame-ancestors'], what).toBe("'none'");
	expect(policy['form-action'], what).toMatch(/^'(none|self)'$/);
	expect(Object.values(policy).join(' '), what).not.toMatch(/unsafe-(inline|eval)|\*|https?:|data:|blob:/);
}

/** An answer that a route made: it may tell of somebody, so nobody keeps it. */
export function expectPersonal(answer: PlainAnswer, what: string, asked?: { secure: boolean }): void {
	expectDressed(answer, what, asked);
	expect(answer.headers['cache-control'], what).toBe('no-store');
	expect(answer.headers.vary, what).toMatch(/\bcookie\b/i);
	const policy = policyOf(answer.headers['content-security-policy']);
	expect(policy['default-src'], what).toBe("'none'");
	const isPage = /^text\/html\b/.test(answer.headers['content-type'] ?? '');
	if (!isPage) return expect(policy['script-src'], what).toBe(undefined);
	// A page without a script of its own has nothing to give a nonce to.
	const nonce = /^'self' 'nonce-([A-Za-z0-9+/=]{20,})'$/.exec(policy['script-src'] ?? '')?.[1];
	if (answer.body.includes('<script') || nonce !== undefined)
		expect(nonce, `${what}: ${policy['script-src']}`).toBeTruthy();
	else expect(policy['script-src'], what).toBe("'self'");
	expect([policy['style-src'], policy['object-src'], policy['connect-src']], what).toEqual([
		"'self'",
		"'none'",
		"'self'"
	]);
	expectNothingInline(answer.body, nonce ?? '', what);
}

/** Nothing in the markup that its own policy would stop. */
function expectNothingInline(html: string, nonce: string, what: string): void {
	const scripts = html.match(/<script\b[^>]*>/g) ?? [];
	for (const script of scripts) expect(script, what).toContain(`nonce="${nonce}"`);
	const markup = html.replaceAll(/<script\b[\s\S]*?<\/script>/g, '');
	expect(markup, what).not.toMatch(/<style\b|<[^>]+\s(style|on\w+)=/);
}

function policyOf(header: string | string[] | undefined): Record<string, string> {
	const directives = String(header ?? '').split('; ');
	return Object.fromEntries(
		directives.map((directive): [string, string] => {
			const [name = '', ...sources] = directive.split(' ');
			return [name, sources.join(' ')];
		})
	);
}
