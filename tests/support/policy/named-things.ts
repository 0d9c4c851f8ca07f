/**
 * What every text of a request names: something that a site has, or nothing of any site. A new field needs a word here:
 * `tests/architecture/named-things.test.ts` says so.
 */
import type { Input } from './inputs.ts';

/** What belongs to a site, by the fields that name it. */
const OF_A_SITE = {
	siteId: ['siteId', 'sites[]', 'levels[]', 'milieu'],
	/** `site:service`. */
	placeId: ['gives[]'],
	visitId: ['visitId', 'otherVisitId', 'withVisitId'],
	entryId: ['entryId'],
	partyId: ['partyId'],
	lookId: ['lookId'],
	personId: ['personId', 'intoId'],
	arrangementId: ['arrangementId'],
	blockId: ['blockId'],
	roomId: ['room', 'roomId'],
	displayId: ['displayId'],
	deviceId: ['deviceId'],
	accountId: ['accountId', 'told[]'],
	sessionId: ['sessionId'],
	changeId: ['changeId', 'avant'],
	glassId: ['glassId'],
	/** Of a command, wherever a body has it. */
	commandId: ['id']
} as const;

/** Named where these fields mean something else than elsewhere. */
const HERE: Readonly<Record<string, Thing | null>> = {
	'POST /api/v1/sites/[siteId]/people/[personId]/arrangement id': 'arrangementId',
	'POST /api/v1/sites/[siteId]/people/[personId]/arrangement/review id': 'arrangementId',
	// Neither is kept: said twice is said once.
	'POST /api/v1/sites/[siteId]/debrief id': null,
	'POST /api/v1/sites/[siteId]/displays/[displayId]/acknowledge id': null,
	'POST /api/v1/visits/[visitId]/where room': 'areaId',
	'POST /api/v1/sites/[siteId]/people/find card': 'card',
	'POST /api/v1/sites/[siteId]/people/find memoryCode': 'memoryCode',
	'/compte?/end id': 'sessionId',
	'/compte?/forgetTile id': 'deviceId',
	'/compte/deuxieme-etape?/rename id': 'passkeyId',
	'/compte/deuxieme-etape?/removePasskey id': 'passkeyId',
	'kept token': 'screenKey'
};

export type Thing = keyof typeof OF_A_SITE | 'areaId' | 'card' | 'memoryCode' | 'passkeyId' | 'screenKey';

/** What belongs to no site, and why. */
const OF_NONE: Readonly<Record<string, readonly string[]>> = {
	'a row of the whole network': [
		...['service', 'services[]', 'defaultService', 'reason', 'reasons', 'reasons[]', 'signs[]', 'kind'],
		...['answers', 'answers[].question', 'answers[].values[]', 'incidentId', 'amends']
	],
	'nobody’s yet: a screen that waits for a site': ['userCode', 'deviceCode'],
	'a key that opens by itself, whoever shows it': [
		...['username', 'password', 'again', 'code', 'pin', 'totp', 'recoveryCode'],
		...['id', 'rawId'].map((name) => `passkey.${name}`),
		...[
			'clientDataJSON',
			'authenticatorData',
			'attestationObject',
			'signature',
			'userHandle',
			'transports[]'
		].map((name) => `passkey.response.${name}`)
	],
	'written down, not looked up (`people/find` takes it together with an alias; people-find.int.test.ts)': [
		...['alias', 'word', 'card', 'memoryCode', 'contact', 'legalName', 'number', 'note', 'asked', 'words'],
		...['name', 'title', 'label', 'remark', 'helps', 'tell', 'place', 'hour'],
		...['information', 'circumstances', 'persons', 'reasoning', 'noticeWords', 'measures'],
		...['address', 'naloxone', 'defibrillator', 'onCall']
	],
	'a time, a number or a word of a list': [
		...['month', 'mois', 'weekday', 'startsAt', 'endsAt', 'wasWeekday', 'wasStartsAt', 'wasEndsAt'],
		...[
			'graceMinutes',
			'visitValues',
			'person',
			'recentAliases',
			'timezone',
			'audience',
			'purpose',
			'format'
		],
		...['language', 'lang', 'langue', 'moyen', 'fait', 'secours', 'ajout', 'sans-nip']
	],
	'a path of ours, which is opened like any other': ['retour', 'unknown']
};

const things = new Map<string, Thing>(
	Object.entries(OF_A_SITE).flatMap(([thing, fields]) =>
		fields.map((field) => [field, thing as Thing] as const)
	)
);
const nothings = new Set(Object.values(OF_NONE).flat());

/** Null when it names nothing that belongs to a site; undefined when nobody has said yet. */
export function thingNamed({ door, field }: Pick<Input, 'door' | 'field'>): Thing | null | undefined {
	const here = HERE[`${door} ${field}`];
	return here !== undefined ? here : (things.get(field) ?? (nothings.has(field) ? null : undefined));
}

/** Fields and doors that stand here and that no request has. */
export function strayNames(all: readonly Input[]): string[] {
	const fields = new Set(all.map(({ field }) => field));
	const here = new Set(all.map(({ door, field }) => `${door} ${field}`));
	return [
		...[...things.keys(), ...nothings].filter((field) => !fields.has(field)),
		...Object.keys(HERE).filter((one) => !here.has(one))
	];
}
