import { describe, expect, it, test } from 'vitest';
import { register } from '../../../../tests/factories/commands.ts';
import {
	aCoordinator,
	aHostWorker,
	aNurse,
	aPeerHelper,
	aTrainee,
	anAdministrator,
	anEvaluator
} from '../../../../tests/factories/people.ts';
import { given } from '../../../../tests/factories/scenario.ts';
import { aBlock, aClosedSite, aSite } from '../../../../tests/factories/site.ts';
import { minute, minutes } from '../../../../tests/factories/time.ts';
import { waitingVisit } from '../../../../tests/factories/visits.ts';

const peer = aPeerHelper();
const registered = (facts: object): unknown[] => [
	expect.objectContaining({ type: 'VisitRegistered', ...facts })
];
const everyDigit = (noun: string, from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => `${noun} ${from + index}`);

describe('Welcoming somebody', () => {
	it('gives a word and a place from the first touch on, with nothing answered', () => {
		const { visit, told } = given(aSite())
			.when(register(), { actor: peer, at: minute(7) })
			.then([
				{
					type: 'VisitRegistered',
					visitId: 'newcomer',
					blockId: 'block-today',
					word: 'Huard 2',
					arrivedAt: minute(7),
					backdated: false,
					callBy: 'word',
					language: null,
					peerWanted: 'not_asked',
					traineeAccepted: 'not_asked',
					partyId: null,
					partyMode: 'together',
					subject: 'person',
					animal: null,
					withVisitId: null,
					pressing: 'not_asked',
					quietCorner: 'not_asked',
					dimLight: 'not_asked',
					reasons: [],
					entries: [{ id: 'new-1', service: 'listening' }],
					healthCard: 'not_asked',
					personId: null,
					personal: []
				}
			]);
		expect(visit('newcomer')).toMatchObject({ presence: 'here', registeredAt: minute(7), lastStep: null });
		expect(visit('newcomer').entries).toMatchObject([
			{ status: 'waiting', level: 'arrival_order', callCount: 0 }
		]);
		expect(told).toEqual({ about: 'visit', visitId: 'newcomer', routedBy: 'default' });
	});

	it('keeps the answers that were given, and marks instead of names', () => {
		const answers = {
			callBy: 'discreet',
			language: 'ar',
			peerWanted: 'yes',
			traineeAccepted: 'no',
			partyId: 'couple',
			personal: [{ field: 'alias', mark: 'salted' }]
		} as const;
		given(aSite()).when(register(answers), { actor: peer }).then(registered(answers));
	});

	it('counts a slow form from the first touch, without telling anybody that it was slow', () => {
		given(aSite())
			.when(register({ ageMs: minutes(2) }), { actor: peer, at: minute(10) })
			.then(registered({ arrivedAt: minute(8), backdated: false }));
	});

	it('shows the team an arrival that was moved back by more than two minutes', () => {
		given(aSite())
			.when(register({ ageMs: minutes(25) }), { actor: peer, at: minute(30) })
			.then(registered({ arrivedAt: minute(5), backdated: true }));
	});

	it('accepts no arrival earlier than three hours before the block', () => {
		given(aSite())
			.when(register({ ageMs: minutes(600) }), { actor: peer, at: minute(30) })
			.then(registered({ arrivedAt: minute(-180), backdated: true }));
	});

	test.each([aNurse(), aCoordinator(), aHostWorker()])('is open to the role $role too', (actor) => {
		given(aSite())
			.when(register(), { actor })
			.then(registered({ visitId: 'newcomer' }));
	});

	test.each([aTrainee(), anEvaluator(), anAdministrator()])('is refused to the role $role', (actor) => {
		given(aSite()).when(register(), { actor }).then('forbidden');
	});

	it('is refused while no block is open', () => {
		given(aClosedSite()).when(register(), { actor: peer }).then('no_open_block');
	});

	it('is refused for a visit that is on the list already, here or at another site', () => {
		given(aSite({ visitsElsewhere: new Set(['newcomer']) }))
			.when(register(), { actor: peer })
			.then('visit_exists');
		given(aSite({ visits: [waitingVisit({ id: 'newcomer' })] }))
			.when(register(), { actor: peer })
			.then('visit_exists');
	});
});

describe('From reasons to places', () => {
	it('opens one place per service asked for, each once, with its own id', () => {
		const { told } = given(aSite())
			.when(register({ services: ['dental', 'nursing', 'dental'], reasons: ['wound'] }), { actor: peer })
			.then(
				registered({
					reasons: ['wound'],
					entries: [
						{ id: 'new-1', service: 'dental' },
						{ id: 'new-2', service: 'nursing' }
					]
				})
			);
		expect(told).toMatchObject({ routedBy: 'asked' });
	});

	it('follows the route of the reason, and says so', () => {
		const { told } = given(aSite())
			.when(register({ reasons: ['medicine', 'tooth'] }), { actor: peer })
			.then(
				registered({
					entries: [
						{ id: 'new-1', service: 'nursing' },
						{ id: 'new-2', service: 'dental' }
					]
				})
			);
		expect(told).toMatchObject({ routedBy: 'route' });
	});

	it('falls back on the block’s default service when the reason leads nowhere today, and says so', () => {
		const { told } = given(aSite())
			.when(register({ reasons: ['animal'] }), { actor: peer })
			.then(registered({ entries: [{ id: 'new-1', service: 'listening' }] }));
		expect(told).toMatchObject({ routedBy: 'default' });
	});

	it('refuses when the block has neither a route nor a default', () => {
		given(aSite({ block: aBlock({ defaultService: null }) }))
			.when(register({ reasons: ['animal'] }), { actor: peer })
			.then('service_not_offered');
	});

	it('refuses a service that is not offered today', () => {
		given(aSite())
			.when(register({ services: ['nursing', 'medical'] }), { actor: peer })
			.then('service_not_offered');
	});

	it('refuses a service or a reason that does not exist', () => {
		given(aSite())
			.when(register({ services: ['astrology'] }), { actor: peer })
			.then({ refused: 'unknown_service', field: 'services' });
		given(aSite())
			.when(register({ reasons: ['boredom'] }), { actor: peer })
			.then({ refused: 'unknown_reason', field: 'reasons' });
	});
});

describe('The ticket word', () => {
	it('is not one of today or of the last 24 hours', () => {
		given(aSite({ nouns: ['Huard'], usedWords: new Set(['Huard 2', 'Huard 3', 'Huard 5']) }))
			.when(register(), { actor: peer })
			.then(registered({ word: 'Huard 4' }));
	});

	it('is taken for the next person', () => {
		const { state } = given(aSite())
			.when(register(), { actor: peer })
			.then(registered({ word: 'Huard 2' }));
		given(state)
			.when(register({ visitId: 'next' }), { actor: peer })
			.then(registered({ word: 'Huard 3' }));
	});

	it('gets a number from 10 on when the small ones are used up', () => {
		given(aSite({ nouns: ['Huard'], usedWords: new Set(everyDigit('Huard', 2, 9)) }))
			.when(register(), { actor: peer })
			.then(registered({ word: 'Huard 10' }));
	});

	it('runs out only when every noun is used up to 99', () => {
		given(aSite({ nouns: ['Huard'], usedWords: new Set(everyDigit('Huard', 2, 99)) }))
			.when(register(), { actor: peer })
			.then('no_word_left');
	});

	it('is the one that a tablet promised while it had no network', () => {
		given(aSite())
			.when(register({ word: 'Renard 7' }), { actor: peer })
			.then(registered({ word: 'Renard 7' }));
	});

	it.each([
		['was given to somebody else', 'Renard 7'],
		['has a noun of another site', 'Castor 7'],
		['has the number 1, which looks like a rank', 'Huard 1'],
		['has the number 0', 'Huard 0'],
		['has a number over 99', 'Huard 100']
	])('that was promised is refused when it %s', (_, word) => {
		given(aSite({ usedWords: new Set(['Renard 7']) }))
			.when(register({ word }), { actor: peer })
			.then('word_taken');
	});
});
