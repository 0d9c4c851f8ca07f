import { describe, expect, it } from 'vitest';
import type { Asked, Script } from '#lib/contract/alone.ts';
import { Steps } from './steps.svelte.ts';

const said = (text: string) => ({ text, lang: 'fr', voice: null });
const choice = (id: string) => ({ id, pictogram: null, said: said(id) });
const asked = (id: string, many = false): Asked => ({
	...{ id, version: 2, many, said: said(id) },
	choices: [choice('oui'), choice('non')]
});
const script = (questions: Asked[], later: Asked[] = []): Script => ({
	...{ lang: 'fr', dir: 'ltr', name: said('français'), words: {} as Script['words'] },
	...{ reasons: [choice('plaie'), choice('dents')], questions, later }
});

describe('Somebody alone with the screen', () => {
	it('comes to the list with one picture', () => {
		const steps = new Steps(1_000);
		steps.speak(script([asked('appel')]), 5_000);
		steps.chooseReason('plaie');
		expect(steps.form(9_000)).toEqual({ lang: 'fr', reasons: ['plaie'], ageS: 4, answers: [] });
	});

	it('passes every question, and it is not taken for an answer', () => {
		const steps = new Steps(0);
		steps.speak(script([asked('appel'), asked('pair')]), 0);
		steps.next();
		expect(steps.question?.id).toBe('appel');
		steps.next();
		expect(steps.question?.id).toBe('pair');
		steps.next();
		expect(steps.at).toEqual({ is: 'last' });
		expect(steps.form(0).answers).toEqual([]);
	});

	it('answers, would rather not, or does not know: each is kept as it was said', () => {
		const steps = new Steps(0);
		steps.speak(script([asked('appel'), asked('pair'), asked('avec')]), 0);
		steps.next();
		steps.answer('oui');
		steps.decline('declined');
		steps.decline('unknown');
		expect(steps.form(0).answers).toEqual([
			{ question: 'appel', version: 2, status: 'answered', values: ['oui'] },
			{ question: 'pair', version: 2, status: 'declined', values: [] },
			{ question: 'avec', version: 2, status: 'unknown', values: [] }
		]);
	});

	it('is asked what can wait only after asking for it, and what they say goes along with the rest', () => {
		const steps = new Steps(0);
		steps.speak(script([asked('appel')], [asked('pronom'), asked('lecture')]), 0);
		steps.next();
		steps.answer('oui');
		expect([steps.at, steps.hasMore]).toEqual([{ is: 'last' }, true]);
		steps.askMore();
		expect(steps.question?.id).toBe('pronom');
		steps.answer('non');
		steps.pass();
		expect([steps.at, steps.hasMore]).toEqual([{ is: 'last' }, false]);
		expect(steps.form(0).answers.map(({ question }) => question)).toEqual(['appel', 'pronom']);
		steps.back();
		expect(steps.question?.id).toBe('lecture');
	});

	it('where nothing can wait, nothing more is offered', () => {
		const steps = new Steps(0);
		steps.speak(script([]), 0);
		steps.next();
		expect([steps.at, steps.hasMore]).toEqual([{ is: 'last' }, false]);
	});

	it('one answer leads on; where several may hold, each touch adds or takes back', () => {
		const steps = new Steps(0);
		steps.speak(script([asked('avec', true), asked('pair')]), 0);
		steps.next();
		steps.answer('oui');
		steps.answer('non');
		expect(steps.chosen).toEqual(['oui', 'non']);
		steps.answer('oui');
		expect(steps.chosen).toEqual(['non']);
		expect(steps.question?.id).toBe('avec');
		steps.next();
		steps.answer('oui');
		expect(steps.at).toEqual({ is: 'last' });
	});

	it('goes back, finds what was said, and may pass it after all', () => {
		const steps = new Steps(0);
		steps.speak(script([asked('pair')]), 0);
		steps.chooseReason('dents');
		steps.next();
		steps.answer('oui');
		steps.back();
		expect(steps.chosen).toEqual(['oui']);
		steps.pass();
		expect(steps.form(0).answers).toEqual([]);
		steps.back();
		steps.back();
		expect(steps.at).toEqual({ is: 'reason' });
		expect(steps.reasons).toEqual(['dents']);
		steps.back();
		expect(steps.at).toEqual({ is: 'language' });
	});

	it('says that it presses from anywhere, and comes back to where it was when it does not', () => {
		const steps = new Steps(0);
		steps.speak(script([asked('pair')]), 0);
		steps.next();
		steps.askPressing();
		expect(steps.at).toEqual({ is: 'pressing' });
		steps.back();
		expect(steps.question?.id).toBe('pair');
	});
});
