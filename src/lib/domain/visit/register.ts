/** Putting somebody on the list. */
import { personOf } from '#lib/domain/person/decide-identity.ts';
import { answeredEvents, answersRefusal } from '#lib/domain/question/answers.ts';
import { accept, isRefusal, type Decision } from '#lib/domain/queue/decision.ts';
import type { RegisterVisit } from '#lib/domain/queue/commands.ts';
import { refuse, type Refusal } from '#lib/domain/queue/refusals.ts';
import type { Block, Context, SiteState } from '#lib/domain/queue/site-state.ts';
import { routeReasons, type Routing } from '#lib/domain/routing/route.ts';
import { drawWord, isWordOf } from '#lib/domain/ticket/word.ts';
import { arrivalOf } from '#lib/domain/visit/arrival.ts';
import { companyOf } from '#lib/domain/visit/coming-with.ts';

/**
 * Registers a visit with one entry per service: those asked for, else where the reasons lead, else the
 * block's default service, which is never an animal's. Needs an open block.
 */
export function decideRegister(state: SiteState, command: RegisterVisit, ctx: Context): Decision {
	const { block } = state;
	if (block === null) return refuse('no_open_block');
	if (state.visits.has(command.visitId) || state.visitsElsewhere.has(command.visitId))
		return refuse('visit_exists');
	const personId = personOf(state, command.personId, ctx);
	if (personId !== null && typeof personId !== 'string') return personId;
	const company = companyOf(state, command, ctx);
	if (isRefusal(company)) return company;
	const routing = chooseServices(state, block, command);
	if (isRefusal(routing)) return routing;
	const unfit = answersRefusal(state, command.visitId, command.answers);
	if (unfit !== null) return unfit;
	const word = chooseWord(state, command.word, ctx.random);
	if (isRefusal(word)) return word;

	const { arrivedAt, backdated } = arrivalOf(ctx.at, command.ageMs, block);
	const { visitId, callBy, language, peerWanted, traineeAccepted, reasons, personal } = command;
	const { healthCard, subject, animal, pressing, quietCorner, dimLight } = command;
	const { partyId, partyMode, withVisitId } = company;
	return accept(
		[
			{
				type: 'VisitRegistered',
				visitId,
				blockId: block.id,
				word: word.word,
				arrivedAt,
				backdated,
				callBy,
				language,
				peerWanted,
				traineeAccepted,
				partyId,
				partyMode,
				subject,
				animal,
				withVisitId,
				pressing,
				quietCorner,
				dimLight,
				reasons: [...reasons],
				entries: routing.services.map((service) => ({ id: ctx.newId(), service })),
				healthCard,
				personId,
				personal: [...personal]
			},
			...answeredEvents(visitId, command.answers),
			...company.others
		],
		{ about: 'visit', visitId, routedBy: routing.routedBy }
	);
}

function chooseServices(state: SiteState, block: Block, command: RegisterVisit): Routing | Refusal {
	const unknownReason = command.reasons.find((reason) => !state.routes.has(reason));
	if (unknownReason !== undefined) return refuse('unknown_reason', { field: 'reasons' });
	const unknown = command.services.find((service) => !state.services.has(service));
	if (unknown !== undefined) return refuse('unknown_service', { field: 'services' });
	if (command.services.some((service) => !block.services.has(service))) return refuse('service_not_offered');
	if (command.services.length > 0) {
		return { services: [...new Set(command.services)], routedBy: 'asked' };
	}
	// A dog that nobody of today looks after is not sent to whoever listens.
	const fallback = command.subject === 'animal' ? null : block.defaultService;
	const routing = routeReasons(command.reasons, state.routes, block.services, fallback);
	return routing ?? refuse('service_not_offered');
}

function chooseWord(
	state: SiteState,
	leased: string | null,
	random: () => number
): { word: string } | Refusal {
	if (leased !== null) {
		const free = isWordOf(state.nouns, leased) && !state.usedWords.has(leased);
		return free ? { word: leased } : refuse('word_taken');
	}
	const word = drawWord(state.nouns, state.usedWords, random);
	return word === null ? refuse('no_word_left') : { word };
}
