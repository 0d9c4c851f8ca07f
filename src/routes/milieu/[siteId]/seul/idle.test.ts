import { expect, test, vi } from 'vitest';
import { patienceAt, watchPatience, type Patience } from './idle.ts';

test.each([
	[0, 'here'],
	[44.9, 'here'],
	[45, 'asked'],
	[59.9, 'asked'],
	[60, 'gone'],
	[3_600, 'gone']
])('%d seconds after the last touch somebody is %s', (seconds, patience) => {
	expect(patienceAt(1_000_000, 1_000_000 + seconds * 1000)).toBe(patience);
});

test('a voice that never says that it has ended keeps nobody’s answers there', () => {
	vi.useFakeTimers();
	vi.stubGlobal('addEventListener', () => {});
	vi.stubGlobal('removeEventListener', () => {});
	vi.stubGlobal('document', { addEventListener() {}, removeEventListener() {} });
	const told: Patience[] = [];
	const { stop } = watchPatience({ isSpeaking: () => true, onpatience: (patience) => told.push(patience) });
	vi.advanceTimersByTime(110_000);
	expect(told.at(-1)).toBe('here');
	vi.advanceTimersByTime(70_000);
	expect(told.at(-1)).toBe('gone');
	stop();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});
