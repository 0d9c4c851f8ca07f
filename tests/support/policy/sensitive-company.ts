/** Who came along, where somebody waits and what they wish: the part of the list of sensitive fields about company. */
import type { Sensitive } from './sensitive.ts';

const COMPANY = [
	...['animal.species', 'animal.temper', 'pressing', 'quietCorner', 'dimLight'],
	...['mode', 'gender', 'noRelative'].map((name) => `interpreter.${name}`)
];

export const SENSITIVE_COMPANY: readonly Sensitive[] = [
	{
		what: 'who came along, and what somebody wishes',
		named: /animal|^(species|temper|withWord|pressing|quietCorner|dimLight|noRelative|gender|mode)$/,
		at: [
			...['reception: entries[]', 'clinician: entries[].care'].flatMap((where) =>
				[...COMPANY, 'withWord'].map((name) => `${where}.${name}`)
			),
			...['fileAnswer: visit', 'personCopyAnswer: visits[]'].flatMap((where) =>
				COMPANY.map((name) => `${where}.${name}`)
			)
		],
		isNot: { 'coordinator: counts.animals': 'a number' },
		roles: ['peer_helper', 'clinician', 'trainee', 'coordinator']
	},
	{
		what: 'where somebody waits',
		named: /^where$/,
		at: [
			...['reception: entries[].where', 'clinician: entries[].care.where'].flatMap((where) =>
				['id', 'name', 'pictogram'].map((name) => `${where}.${name}`)
			),
			'host_worker: entries[].where'
		],
		isNot: {},
		roles: ['peer_helper', 'host_worker', 'clinician', 'trainee', 'coordinator']
	}
];
