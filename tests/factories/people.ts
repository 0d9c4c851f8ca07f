/** The team: what each role may do here is decided by the policy, what each gives is written here. */
import type { Actor, Role } from '#lib/domain/policy/roles.ts';

interface Person {
	id?: string;
	gives?: readonly string[];
	maySetLevel?: boolean;
}

const person =
	(id: string, role: Role, gives: readonly string[] = [], maySetLevel = false) =>
	(traits: Person = {}): Actor => ({
		id: traits.id ?? id,
		role,
		gives: new Set(traits.gives ?? gives),
		maySetLevel: traits.maySetLevel ?? maySetLevel
	});

export const aNurse = person('nadia', 'clinician', ['nursing'], true);
export const aDentist = person('denis', 'clinician', ['dental']);
/** Receives, and calls for *écoute*. */
export const aPeerHelper = person('paula', 'peer_helper', ['listening']);
export const aCoordinator = person('carole', 'coordinator');
export const aHostWorker = person('henri', 'host_worker');
export const aTrainee = person('tristan', 'trainee');
export const anEvaluator = person('eva', 'evaluator');
export const anAdministrator = person('adele', 'administrator');

/** One of each role, with the services and trust that give it the most it can have. */
export const everyRole = (gives: readonly string[]): Actor[] =>
	[aNurse, aPeerHelper, aCoordinator, aHostWorker, aTrainee, anEvaluator, anAdministrator].map((make) =>
		make({ gives, maySetLevel: true })
	);
