import { describe, expect, it } from 'vitest';
import { routeReasons } from '#lib/domain/routing/route.ts';

const routes = new Map([
	['medicine', ['medical', 'nursing']],
	['wound', ['nursing']],
	['tooth', ['dental']],
	['private', []]
]);
const offered = new Set(['nursing', 'dental']);
const route = (reasons: string[], defaultService: string | null = 'listening') =>
	routeReasons(reasons, routes, offered, defaultService);

describe('Where a reason leads', () => {
	it('is the first service of its route that is offered today', () => {
		expect(route(['medicine'])).toEqual({ services: ['nursing'], routedBy: 'route' });
	});

	it('is one place for each service, in the order of the reasons', () => {
		expect(route(['tooth', 'wound', 'medicine'])).toEqual({
			services: ['dental', 'nursing'],
			routedBy: 'route'
		});
	});

	it.each([
		['nothing was said', []],
		['nobody of the route is here today', ['animal']],
		['the reason is private', ['private']]
	])('is the default service when %s', (_, reasons) => {
		expect(route(reasons)).toEqual({ services: ['listening'], routedBy: 'default' });
	});

	it('is the default service too, when one of two reasons leads nowhere today', () => {
		const services = ['nursing', 'listening'];
		expect(route(['private', 'wound'])).toEqual({ services, routedBy: 'default' });
	});

	it('is nowhere when the block has no default service', () => {
		expect(route([], null)).toBeNull();
		expect(route(['private'], null)).toBeNull();
		expect(route(['wound'], null)).toEqual({ services: ['nursing'], routedBy: 'route' });
		expect(route(['wound', 'private'], null)?.services).toEqual(['nursing']);
	});
});
