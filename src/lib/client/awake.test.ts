import { afterEach, describe, expect, it, vi } from 'vitest';
import { fillScreen, keepAwake } from '#lib/client/awake.ts';

/** A page that is seen or not, and a browser that has or lacks the two ways. */
function browser({ wakeLock = true, fullscreen = true } = {}) {
	const page = new EventTarget() as EventTarget & Record<string, unknown>;
	const locks: { released: boolean; release: () => Promise<void> }[] = [];
	const request = vi.fn(async () => {
		const lock = { released: false, release: async () => void (lock.released = true) };
		locks.push(lock);
		return lock;
	});
	Object.assign(page, {
		visibilityState: 'visible',
		fullscreenEnabled: fullscreen,
		documentElement: { requestFullscreen: vi.fn(async () => {}) }
	});
	vi.stubGlobal('document', page);
	vi.stubGlobal('navigator', wakeLock ? { wakeLock: { request } } : {});
	const see = (visibilityState: 'visible' | 'hidden') => {
		page['visibilityState'] = visibilityState;
		page.dispatchEvent(new Event('visibilitychange'));
	};
	return { page, locks, request, see };
}
const settled = () => new Promise<void>((done) => setImmediate(done));

afterEach(() => vi.unstubAllGlobals());

describe('a screen that is kept lit', () => {
	it('is asked for again when the page is seen again, since the browser lets go of it meanwhile', async () => {
		const { locks, request, see } = browser();
		keepAwake();
		await settled();
		if (locks[0]) locks[0].released = true;
		see('hidden');
		await settled();
		expect(request).toHaveBeenCalledTimes(1);
		see('visible');
		await settled();
		expect(request).toHaveBeenCalledTimes(2);
	});

	it('is asked for once while it holds', async () => {
		const { request, see } = browser();
		keepAwake();
		await settled();
		see('visible');
		await settled();
		expect(request).toHaveBeenCalledTimes(1);
	});

	it('may sleep again when the page is left, were it before the browser has answered', async () => {
		const { locks } = browser();
		keepAwake()();
		await settled();
		expect(locks.map(({ released }) => released)).toEqual([true]);
	});

	it('is nothing to worry about where the browser knows no such thing', async () => {
		browser({ wakeLock: false });
		expect(() => keepAwake()()).not.toThrow();
	});
});

describe('the full screen', () => {
	it('is there, or is not and says so', async () => {
		browser();
		expect(await fillScreen()).toBe(true);
		browser({ fullscreen: false });
		expect(await fillScreen()).toBe(false);
	});
});
