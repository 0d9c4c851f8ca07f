import { describe, expect, it, test } from 'vitest';
import { factorNeed, type FactorFacts } from '#lib/domain/access/second-factor.ts';
import type { Role } from '#lib/domain/policy/roles.ts';

const need = (role: Role, facts: Partial<FactorFacts> = {}) =>
	factorNeed({ role, hasFactor: false, onEnrolledDevice: false, demo: false, ...facts });

const ALWAYS: Role[] = ['clinician', 'trainee', 'coordinator', 'evaluator', 'administrator'];
const BY_DEVICE: Role[] = ['peer_helper', 'host_worker'];

describe('After the right password', () => {
	test.each(ALWAYS)('a %s shows a second factor, on an enrolled tablet too', (role) => {
		expect(need(role, { hasFactor: true })).toBe('ask');
		expect(need(role, { hasFactor: true, onEnrolledDevice: true })).toBe('ask');
		expect(need(role, { onEnrolledDevice: true })).toBe('set_up');
		expect(need(role)).toBe('set_up');
	});

	test.each(BY_DEVICE)('for a %s an enrolled tablet is the second factor, and nothing less', (role) => {
		expect(need(role, { onEnrolledDevice: true })).toBe('none');
		expect(need(role, { onEnrolledDevice: true, hasFactor: true })).toBe('none');
		expect(need(role)).toBe('device_needed');
		expect(need(role, { hasFactor: true })).toBe('ask');
	});

	it('in the demo a second factor is asked for once somebody has set one up', () => {
		for (const role of [...ALWAYS, ...BY_DEVICE]) {
			expect(need(role, { demo: true })).toBe('none');
			expect(need(role, { demo: true, hasFactor: true })).toBe('ask');
		}
	});
});
