/**
 * What a type cannot say of a field: when it is there. Written and reviewed by hand; the policy's tests check that
 * each path exists, and the walk that no role receives what `never` denies it.
 */
import type { Role } from '#lib/domain/policy/roles.ts';

export interface Condition {
	/** The audience of a view, or the name of an answer. */
	readonly of: string;
	/** The field, with all that is inside of it. */
	readonly path: string;
	readonly words: string;
	/** Roles that are never told, though they are given the rest. */
	readonly never?: readonly Role[];
}

export const CONDITIONS: readonly Condition[] = [
	{ of: 'display', path: 'calls', words: 'nobody who asked to be called discreetly or by text' },
	{ of: 'display', path: 'recent', words: 'nobody who asked to be called discreetly or by text' },
	{
		of: 'clinician',
		path: 'entries[].care',
		words: 'only at a place of a service that the account gives, while the person waits or is with somebody'
	},
	{
		of: 'clinician',
		path: 'entries[].care.reasons',
		words: 'only reasons that lead to that service, or to nobody else of the day'
	},
	{
		of: 'clinician',
		path: 'looks[].words',
		words: 'never of somebody whom a colleague may not see'
	},
	{
		of: 'visitAnswer',
		path: 'visit.entries[].service',
		words: 'never to the host’s worker: it would tell what somebody came for',
		never: ['host_worker']
	},
	{
		of: 'visitAnswer',
		path: 'routedBy',
		words: 'never to the host’s worker: it would tell what somebody came for',
		never: ['host_worker']
	},
	{
		of: 'personFileAnswer',
		path: 'person.healthNumber',
		words: 'only to those who may record it',
		never: ['peer_helper', 'coordinator']
	},
	{
		of: 'personFileAnswer',
		path: 'person.visits',
		words: 'of this site only, unless the person ticked that they may be known elsewhere'
	},
	{
		of: 'personCopyAnswer',
		path: 'keys[].healthNumber.number',
		words: 'only to those who may record it; a copy that leaves it out says so',
		never: ['coordinator']
	},
	{
		of: 'personCopyAnswer',
		path: 'keys[].healthNumber.birthDate',
		words: 'only to those who may record it',
		never: ['coordinator']
	},
	{
		of: 'foundPeopleAnswer',
		path: 'people',
		words:
			'exact matches only; of another site only with the person’s tick, without when they were seen there'
	},
	{
		of: 'problem',
		path: 'by',
		words: 'the colleague who was quicker: only to those whom the policy had allowed the step',
		never: ['host_worker', 'trainee', 'evaluator', 'administrator']
	}
];
