/**
 * What clients asked of one site's queue and what they heard, in the order in which it happened: the index of an
 * event is its time. Every call is invoked and ends `ok`, `fail` (refused, without effect) or `info`: nobody
 * knows, it may have taken effect at any later moment or never (the three outcomes of Knossos, jepsen-io/knossos).
 */
export type Level = 'now' | 'sooner_today' | 'arrival_order';
export type Presence = 'here' | 'stepped_out' | 'absent' | 'left';
export type Status = 'waiting' | 'called' | 'in_service' | 'done' | 'cancelled';

/** A place in the queue: one visit waits once for a service. */
export interface PlaceName {
	readonly visit: string;
	readonly service: string;
}

/** A step of one place. */
export type PlaceVerb = 'start' | 'complete' | 'absent' | 'release' | 'undo';
export type VisitVerb = 'step_out' | 'return' | 'leave';

/** `arrivedAt` (ms) of a registration is what the rows say in the end when no answer told it. */
export type Asked =
	| {
			readonly verb: 'register';
			readonly visit: string;
			readonly services: readonly string[];
			readonly backdated?: boolean;
			readonly arrivedAt?: number;
	  }
	| { readonly verb: 'call_next'; readonly services: readonly string[]; readonly alsoCall?: boolean }
	| ({ readonly verb: 'call'; readonly alsoCall?: boolean } & PlaceName)
	| ({ readonly verb: PlaceVerb } & PlaceName)
	| ({ readonly verb: 'level'; readonly level: Level } & PlaceName)
	| { readonly verb: VisitVerb; readonly visit: string }
	/** All visits with all their places, as the rows say. */
	| { readonly verb: 'read' };

export interface SeenPlace extends PlaceName {
	readonly status: Status;
	/** Who called; null while nobody has. */
	readonly by: string | null;
}

/** `seq` is the site's number of the change; a read names the last one that it shows. */
export type Answer =
	| {
			readonly about: 'visit';
			readonly seq: number;
			readonly presence: Presence;
			/** In ms; of a registration only. */
			readonly arrivedAt?: number;
			/** `service status`, sorted. */
			readonly places: readonly string[];
	  }
	| { readonly about: 'places'; readonly seq: number; readonly places: readonly SeenPlace[] }
	| { readonly about: 'nobody' }
	/** `visit presence service status by`, sorted. */
	| { readonly about: 'all'; readonly seq: number; readonly places: readonly string[] };

export type HistoryEvent =
	| {
			readonly type: 'invoke';
			/** The command's id: the same one again is the same command. */
			readonly key: string;
			readonly by: string;
			readonly asked: Asked;
			/** Of a clock that never goes back, in ms. */
			readonly ms: number;
	  }
	| { readonly type: 'ok'; readonly key: string; readonly answer: Answer; readonly ms: number }
	| { readonly type: 'fail'; readonly key: string; readonly code: string; readonly ms: number }
	| { readonly type: 'info'; readonly key: string; readonly ms: number };

export type History = readonly HistoryEvent[];

export type Outcome =
	| { readonly type: 'ok'; readonly answer: Answer }
	| { readonly type: 'fail'; readonly code: string }
	| { readonly type: 'info' };

/** One command with all its tries: it takes effect once, between its first invocation and its first answer. */
export interface Operation {
	/** Its place among the operations, by invocation. */
	readonly index: number;
	readonly key: string;
	readonly by: string;
	readonly asked: Asked;
	/** Indices of events; `until` is Infinity when nobody ever heard. */
	readonly from: number;
	readonly until: number;
	readonly fromMs: number;
	readonly untilMs: number;
	readonly outcome: Outcome;
	/**
	 * Of one that nobody heard of: the number that the log gives it, null when the log does not have it. A hint that
	 * spares a search; a log that lies is found out by it, since no order fits then.
	 */
	readonly logged?: number | null;
}

/**
 * The operations of a history, by invocation.
 * @throws Error when an answer has no question, or one key asks two things: then the recording is at fault.
 */
export function operationsOf(history: History): Operation[] {
	const byKey = new Map<string, Operation>();
	for (const [at, event] of history.entries()) {
		const known = byKey.get(event.key);
		if (event.type === 'invoke') {
			if (known === undefined) byKey.set(event.key, begun(event, byKey.size, at));
			else if (known.by !== event.by || JSON.stringify(known.asked) !== JSON.stringify(event.asked))
				throw new Error(`the key ${event.key} asks for two things`);
			continue;
		}
		if (known === undefined) throw new Error(`${event.key} was answered and never asked`);
		// Later answers to the same key are compared by `oneAnswerPerKey`.
		if (event.type === 'info' || known.outcome.type !== 'info') continue;
		byKey.set(event.key, { ...known, outcome: event, until: at, untilMs: event.ms });
	}
	return [...byKey.values()];
}

function begun(
	{ key, by, asked, ms }: Extract<HistoryEvent, { type: 'invoke' }>,
	index: number,
	at: number
): Operation {
	return {
		...{ index, key, by, asked, from: at, fromMs: ms },
		...{ until: Infinity, untilMs: Infinity, outcome: { type: 'info' } }
	};
}
