/**
 * What tells who somebody is, or why they came, and who can ever receive it. Written by hand: the generated lists
 * must agree with it to the last field. Change it only after a review of who would then know.
 */
import type { Role } from '#lib/domain/policy/roles.ts';
import { SENSITIVE_COMPANY } from './sensitive-company.ts';

export interface Sensitive {
	readonly what: string;
	/** Names of fields that could be this. */
	readonly named: RegExp;
	/** « where: path » of every such field that anybody receives. */
	readonly at: readonly string[];
	/** Fields with such a name that are something else, and what they are. */
	readonly isNot: Readonly<Record<string, string>>;
	readonly roles: readonly Role[];
}

const TEAM: readonly Role[] = ['peer_helper', 'clinician', 'coordinator'];
/** Trainees look at the tablet's list, and open no file. */
const TEAM_AND_TRAINEES: readonly Role[] = ['peer_helper', 'clinician', 'trainee', 'coordinator'];

const inLists = (...names: string[]) =>
	['reception', 'clinician', 'coordinator'].flatMap((audience) =>
		names.map((name) => `${audience}: entries[].${name}`)
	);

export const SENSITIVE: readonly Sensitive[] = [
	{
		what: 'alias',
		named: /alias|nickname|surname|firstName|lastName|fullName/i,
		at: [
			'reception: entries[].alias',
			'clinician: entries[].care.alias',
			'fileAnswer: visit.alias',
			'foundPeopleAnswer: people[].alias',
			'personFileAnswer: person.alias',
			'personFileAnswer: person.merges[].alias',
			'duplicatesAnswer: pairs[].from.alias',
			'duplicatesAnswer: pairs[].into.alias',
			'duplicatesAnswer: merges[].alias',
			'duplicatesAnswer: merges[].intoAlias',
			'personCopyAnswer: keys[].alias',
			'personCopyAnswer: visits[].alias'
		],
		isNot: {},
		roles: TEAM_AND_TRAINEES
	},
	{
		what: 'note',
		named: /note|comment|remark/i,
		at: ['fileAnswer: visit.note', 'personCopyAnswer: visits[].note'],
		isNot: {},
		roles: TEAM
	},
	{
		what: 'exact words',
		named: /^words$/i,
		at: ['clinician: looks[].words'],
		isNot: {},
		roles: TEAM
	},
	{
		what: 'signs that were seen on somebody',
		named: /^signs$/i,
		at: ['reception', 'clinician'].flatMap((audience) =>
			['id', 'name', 'pictogram'].map((name) => `${audience}: looks[].signs[].${name}`)
		),
		isNot: Object.fromEntries(
			['id', 'name', 'pictogram'].map((name) => [`reception: signs[].${name}`, 'a button for anybody'])
		),
		roles: TEAM_AND_TRAINEES
	},
	{
		what: 'reasons of a person',
		named: /reason/i,
		at: [
			'clinician: entries[].care.reasons[].id',
			'clinician: entries[].care.reasons[].name',
			'clinician: entries[].care.reasons[].pictogram',
			'arrangementAnswer: arrangement.reason',
			'fileAnswer: visit.reasons[].id',
			'fileAnswer: visit.reasons[].name',
			'personCopyAnswer: visits[].reasons[]',
			'personCopyAnswer: arrangements[].reason'
		],
		isNot: {
			'reception: reasons[].id': 'a button for anybody',
			'reception: reasons[].name': 'a button for anybody',
			'reception: reasons[].pictogram': 'a button for anybody',
			'reception: reasons[].short': 'a button for anybody',
			'reception: reasons[].route[]': 'a button for anybody'
		},
		roles: TEAM
	},
	{
		what: 'what somebody said to questions',
		named: /answers|values/i,
		at: [
			...['question', 'version', 'text', 'field', 'status', 'by', 'at'].map(
				(name) => `fileAnswer: visit.answers[].${name}`
			),
			'fileAnswer: visit.answers[].values[].value',
			'fileAnswer: visit.answers[].values[].label',
			...['question', 'status', 'values[]'].map((name) => `personCopyAnswer: visits[].answers[].${name}`)
		],
		isNot: {},
		roles: TEAM
	},
	{
		what: 'what helps somebody for a while',
		named: /^(helps|tell|place|hour)$/,
		at: ['helps', 'tell', 'place', 'hour'].flatMap((name) => [
			`arrangementAnswer: arrangement.${name}`,
			`personCopyAnswer: arrangements[].${name}`
		]),
		isNot: {},
		roles: TEAM
	},
	{
		what: 'contact',
		named: /contact|phone|mail|address|birth/i,
		at: [
			'fileAnswer: visit.contact',
			'personFileAnswer: person.contact',
			'personFileAnswer: person.healthNumber.birthDate',
			'personCopyAnswer: keys[].contact',
			'personCopyAnswer: keys[].healthNumber.birthDate',
			'personCopyAnswer: visits[].contact'
		],
		isNot: {},
		roles: TEAM
	},
	{
		what: 'language',
		named: /language/i,
		at: [
			'reception: entries[].interpreter.language',
			'reception: entries[].language',
			'clinician: entries[].care.interpreter.language',
			'clinician: entries[].care.language',
			'fileAnswer: visit.interpreter.language',
			'fileAnswer: visit.language',
			'fileAnswer: visit.notice.language',
			'personCopyAnswer: visits[].interpreter.language',
			'personCopyAnswer: visits[].language',
			'personCopyAnswer: visits[].notice.language'
		],
		isNot: {},
		roles: TEAM_AND_TRAINEES
	},
	...SENSITIVE_COMPANY,
	{
		what: 'level and its cause',
		named: /level|cause|passesEarlier/i,
		at: [
			...inLists('level', 'levelCause', 'levelBy', 'levelAt', 'passesEarlier'),
			'personCopyAnswer: visits[].services[].level'
		],
		isNot: {
			'duplicatesAnswer: pairs[].because[]': 'why two could be one',
			'sitesAnswer: sites[].maySetLevel': 'of the account that asks',
			'sessionsAnswer: sessions[].level': 'what a session opens'
		},
		roles: TEAM_AND_TRAINEES
	},
	{
		what: 'service that a person waits for',
		named: /service|alsoWaitsFor|routedBy/i,
		at: [
			...inLists('service', 'alsoWaitsFor[]'),
			'visitAnswer: visit.entries[].service',
			'visitAnswer: routedBy',
			'entriesAnswer: entries[].service',
			'fileAnswer: visit.entries[].service',
			'personCopyAnswer: visits[].services[].level',
			'personCopyAnswer: visits[].services[].name',
			'personCopyAnswer: visits[].services[].status',
			'personFileAnswer: person.visits[].services[].name',
			'personFileAnswer: person.visits[].services[].status'
		],
		isNot: Object.fromEntries([
			...['reception', 'clinician', 'coordinator'].flatMap((audience) =>
				['id', 'name', 'pictogram'].map((name) => [`${audience}: services[].${name}`, 'offered today'])
			),
			['reception: defaultService', 'of the block'],
			['coordinator: counts.inService', 'a number']
		]) as Record<string, string>,
		roles: TEAM_AND_TRAINEES
	},
	{
		what: 'who called, and who did what',
		named: /^(calledBy|by)$/,
		at: [
			...inLists('calledBy.id', 'calledBy.name', 'calledBy.pictogram', 'undo.by'),
			'entriesAnswer: entries[].calledBy',
			'arrangementAnswer: arrangement.by',
			'fileAnswer: visit.steps[].by',
			'fileAnswer: visit.followUp.by',
			'fileAnswer: visit.answers[].by',
			'fileAnswer: visit.written[].by',
			'problem: by.id',
			'problem: by.name',
			'duplicatesAnswer: merges[].by',
			'personCopyAnswer: accesses[].by',
			'personCopyAnswer: arrangements[].by',
			'personCopyAnswer: disclosures[].by',
			'personCopyAnswer: rectifications[].by',
			'personCopyAnswer: restrictions[].by',
			'personCopyAnswer: visits[].steps[].by',
			'personFileAnswer: person.accesses[].by',
			'personFileAnswer: person.disclosures[].by',
			'personFileAnswer: person.merges[].by',
			'personFileAnswer: person.rectifications[].by',
			'personFileAnswer: person.restrictions[].by'
		],
		isNot: {},
		roles: TEAM_AND_TRAINEES
	},
	{
		what: 'legal name',
		named: /legalName/i,
		at: ['personFileAnswer: person.legalName', 'personCopyAnswer: keys[].legalName'],
		isNot: {},
		roles: TEAM
	},
	{
		what: 'number of a health card',
		named: /healthNumber/i,
		at: [
			'personFileAnswer: person.healthNumber.display',
			'personFileAnswer: person.healthNumber.birthDate',
			'personCopyAnswer: keys[].healthNumber.number',
			'personCopyAnswer: keys[].healthNumber.birthDate'
		],
		isNot: { 'personCopyAnswer: keys[].healthNumber.recorded': 'that there is one' },
		roles: ['clinician']
	},
	{
		what: 'what stood before it was put right',
		named: /former/i,
		at: ['personFileAnswer: person.rectifications[].former', 'personCopyAnswer: rectifications[].former'],
		isNot: {},
		roles: TEAM
	}
];
