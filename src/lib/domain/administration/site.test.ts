import { describe, expect, it } from 'vitest';
import type { Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { WeeklyBlock } from '#lib/domain/administration/changes.ts';
import {
	refusesSettings,
	refusesSiteChange,
	siteStands,
	type SiteChange,
	type SiteFacts
} from '#lib/domain/administration/site.ts';

const aCoordinator: Caretaker = { id: 'carole', role: 'coordinator', sites: new Set(['porch']) };
const office = { id: 'office', name: 'Bureau', kind: 'care' } as const;
const yard = { id: 'yard', name: 'Cour', kind: 'area' } as const;
const monday = (startsAt: string, endsAt: string): WeeklyBlock => ({ weekday: 1, startsAt, endsAt });

const aSite = (traits: Partial<SiteFacts> = {}): SiteFacts => ({
	id: 'porch',
	name: 'Le Perron',
	graceMinutes: 30,
	addressForm: 'vous',
	animalsAllowed: true,
	emergencyCard: { address: '1, rue Vraie', naloxone: '', defibrillator: '', onCall: '' },
	rooms: [office, yard],
	roomsInUse: new Set(),
	week: [monday('09:00', '12:00')],
	services: ['nursing'],
	defaultService: 'nursing',
	knownServices: new Set(['nursing', 'dental']),
	...traits
});
const asked = (change: SiteChange, site = aSite(), by = aCoordinator) => refusesSiteChange(by, site, change);
const plan = (block: WeeklyBlock): SiteChange => ({
	what: 'block_planned',
	before: { block: null },
	after: { block }
});
const services = (ids: string[], defaultService: string | null): SiteChange => ({
	what: 'services_changed',
	before: { services: ['nursing'], defaultService: 'nursing' },
	after: { services: ids, defaultService }
});

describe('The settings of a site', () => {
	it('are in the hands of its coordinators and of administrators', () => {
		expect(refusesSettings(aCoordinator, 'porch')).toBeNull();
		expect(refusesSettings(aCoordinator, 'elsewhere')).toBe('not_found');
		expect(refusesSettings({ id: 'a', role: 'administrator', sites: null }, 'elsewhere')).toBeNull();
		for (const role of ['peer_helper', 'clinician', 'host_worker', 'trainee', 'evaluator'] as const)
			expect(refusesSettings({ id: 'x', role, sites: new Set(['porch']) }, 'porch')).toBe('forbidden');
	});

	it('change for nobody who may not open them', () => {
		const change: SiteChange = {
			what: 'grace_changed',
			before: { graceMinutes: 30 },
			after: { graceMinutes: 0 }
		};
		expect(asked(change)).toBeNull();
		expect(asked(change, aSite({ id: 'elsewhere' }))).toBe('not_found');
	});
});

describe('A room', () => {
	it('has a name that no other room of the site has', () => {
		const add = (name: string): SiteChange => ({
			what: 'room_added',
			before: { room: null },
			after: { room: { id: 'new', name, kind: 'care' } }
		});
		expect(asked(add('Salle 1'))).toBeNull();
		expect(asked(add('bureau'))).toBe('room_name_taken');
	});

	it('may be given its own name in other letters', () => {
		const rename: SiteChange = {
			what: 'room_renamed',
			before: { room: office },
			after: { room: { ...office, name: 'BUREAU' } }
		};
		expect(asked(rename)).toBeNull();
	});

	it('stays while somebody is called there', () => {
		const remove: SiteChange = { what: 'room_removed', before: { room: office }, after: { room: null } };
		expect(asked(remove)).toBeNull();
		expect(asked(remove, aSite({ roomsInUse: new Set(['office']) }))).toBe('room_in_use');
		expect(asked(remove, aSite({ roomsInUse: new Set(['yard']) }))).toBeNull();
	});
});

describe('A block of the week', () => {
	it('does not run while another one does', () => {
		expect(asked(plan(monday('11:59', '13:00')))).toBe('blocks_overlap');
		expect(asked(plan(monday('08:00', '09:01')))).toBe('blocks_overlap');
		expect(asked(plan(monday('10:00', '11:00')))).toBe('blocks_overlap');
		expect(asked(plan(monday('12:00', '14:00')))).toBeNull();
		expect(asked(plan(monday('07:00', '09:00')))).toBeNull();
		expect(asked(plan({ ...monday('10:00', '11:00'), weekday: 2 }))).toBeNull();
	});

	it('ends after it began, on the same day', () => {
		expect(asked(plan(monday('14:00', '14:00')))).toBe('ends_before_start');
		expect(asked(plan(monday('22:00', '02:00')))).toBe('ends_before_start');
	});

	it('may be moved over its own hours', () => {
		const move: SiteChange = {
			what: 'block_moved',
			before: { block: monday('09:00', '12:00') },
			after: { block: monday('10:00', '13:00') }
		};
		expect(asked(move)).toBeNull();
		const other = aSite({ week: [monday('09:00', '12:00'), monday('12:30', '15:00')] });
		expect(asked(move, other)).toBe('blocks_overlap');
	});
});

describe('Services', () => {
	it('have a default among them, for people whom no route leads elsewhere', () => {
		expect(asked(services(['dental'], 'dental'))).toBeNull();
		expect(asked(services(['dental'], 'nursing'))).toBe('default_service_needed');
		expect(asked(services(['dental'], null))).toBe('default_service_needed');
		expect(asked(services([], null))).toBeNull();
	});

	it('are those of the network', () => {
		expect(asked(services(['dental', 'flying'], 'dental'))).toBe('unknown_service');
	});
});

describe('A change fits only a site that is still as it found it', () => {
	const cases: [string, SiteChange, SiteFacts][] = [
		[
			'its name',
			{ what: 'site_renamed', before: { name: 'Le Perron' }, after: { name: 'Le Seuil' } },
			aSite({ name: 'La Porte' })
		],
		[
			'its way to address people',
			{
				what: 'address_form_changed',
				before: { addressForm: 'vous' },
				after: { addressForm: 'tu' }
			},
			aSite({ addressForm: 'tu' })
		],
		[
			'its animals',
			{ what: 'animals_changed', before: { animalsAllowed: true }, after: { animalsAllowed: false } },
			aSite({ animalsAllowed: false })
		],
		[
			'its emergency card',
			{
				what: 'emergency_card_changed',
				before: { emergencyCard: aSite().emergencyCard },
				after: { emergencyCard: { ...aSite().emergencyCard, naloxone: 'À l’accueil' } }
			},
			aSite({ emergencyCard: { ...aSite().emergencyCard, address: '2, rue Autre' } })
		],
		[
			'a room',
			{ what: 'room_removed', before: { room: office }, after: { room: null } },
			aSite({ rooms: [yard] })
		],
		[
			'a room that came back meanwhile',
			{ what: 'room_added', before: { room: null }, after: { room: { ...office, id: 'new' } } },
			aSite({ rooms: [{ ...office, id: 'new' }] })
		],
		[
			'the order of rooms',
			{
				what: 'rooms_reordered',
				before: { order: ['office', 'yard'] },
				after: { order: ['yard', 'office'] }
			},
			aSite({ rooms: [yard, office] })
		],
		[
			'a block',
			{ what: 'block_dropped', before: { block: monday('09:00', '12:00') }, after: { block: null } },
			aSite({ week: [monday('09:00', '12:30')] })
		],
		['services', services(['dental'], 'dental'), aSite({ services: ['dental', 'nursing'] })]
	];
	it.each(cases)('%s', (_, change, moved) => {
		const untouched = change.what === 'room_added' ? aSite({ rooms: [] }) : aSite();
		expect(siteStands(untouched, change)).toBe(true);
		expect(siteStands(moved, change)).toBe(false);
	});
});
