/** Every limit that the server keeps, as data: how many, for how long, whose, and why this much (docs/adr/0018). */

/** Whose points they are. A site shares one address, so an address is never it. */
export type Per = 'account_and_device' | 'account' | 'everybody';

/** So many in a window, whatever comes of them; then none until the window ends. */
export interface Count {
	readonly per: Per;
	readonly points: number;
	readonly windowS: number;
	readonly why: string;
}

/**
 * Tries at a secret. `free` wrong ones in a row cost nothing; from then on the next try must wait, `firstWaitS`
 * at first and twice as long after each wrong one, `longestWaitS` at most. No number of tries locks anybody out.
 */
export interface Tries {
	readonly per: Per;
	readonly free: number;
	readonly firstWaitS: number;
	readonly longestWaitS: number;
	/** How long after the first wrong one they are forgotten. */
	readonly forgetAfterS: number;
	/** A right one clears the account; or, where being right here proves nothing about the rest, is only not counted. */
	readonly right: 'clears' | 'is_not_counted';
	readonly why: string;
}

export type CountName =
	| 'registrations'
	| 'registrations_alone'
	| 'commands'
	| 'look_ups'
	| 'pairings_asked'
	| 'passkeys_asked'
	| 'unknown_names';
export type SecretName = 'password' | 'second_factor' | 'one_time_code' | 'pairing_code' | 'somebody_known';

export interface LimitsTable {
	readonly counts: Readonly<Record<CountName, Count>>;
	readonly secrets: Readonly<Record<SecretName, Tries>>;
}

const MINUTES = 60;
const HOURS = 60 * MINUTES;

export const LIMITS: LimitsTable = {
	counts: {
		registrations: {
			per: 'account_and_device',
			points: 6_000,
			windowS: 10 * MINUTES,
			why: 'Twenty times the busiest ten minutes of one tablet (300). Only a loop that ran away comes here. ASVS 2.4.1.'
		},
		registrations_alone: {
			per: 'account_and_device',
			points: 60,
			windowS: 10 * MINUTES,
			why: 'One person after the other through at least three screens, ten seconds each. Beyond, somebody plays with it and the list fills with nobody.'
		},
		commands: {
			per: 'account_and_device',
			points: 60_000,
			windowS: 10 * MINUTES,
			why: 'A hundred a second, which no hand does. ASVS 2.4.1.'
		},
		look_ups: {
			per: 'account_and_device',
			points: 120,
			windowS: 10 * MINUTES,
			why: 'Ten times an opening burst (12 people in 4 minutes, each looked for twice). Beyond, a list of people is being read out.'
		},
		pairings_asked: {
			per: 'everybody',
			points: 600,
			windowS: 10 * MINUTES,
			why: 'Keeps few codes waiting: with the tries of `pairing_code`, a guess succeeds once in a million. RFC 8628 5.1.'
		},
		passkeys_asked: {
			per: 'everybody',
			points: 3_000,
			windowS: 10 * MINUTES,
			why: 'Each question to a browser without a name is a row for five minutes. Beyond, name and password still open the door.'
		},
		unknown_names: {
			per: 'everybody',
			points: 600,
			windowS: 10 * MINUTES,
			why: 'Invented names are without end, so the work for them is not: beyond, a decoy takes as long and costs nothing.'
		}
	},
	secrets: {
		password: {
			per: 'account_and_device',
			free: 5,
			firstWaitS: 1,
			longestWaitS: 60,
			forgetAfterS: 1 * HOURS,
			right: 'clears',
			why: 'ASVS 6.1.1 and 6.3.1; Authentication cheat sheet: per account, waits that double rather than a lock.'
		},
		second_factor: {
			per: 'account_and_device',
			free: 5,
			firstWaitS: 1,
			longestWaitS: 15 * MINUTES,
			forgetAfterS: 24 * HOURS,
			right: 'clears',
			why: 'Three of a million codes are good at once: at one a minute, 1,440 tries a day, a day finds one in 230 times; at this wait, in 3,000. Only who has the password comes here, so no stranger makes anybody wait.'
		},
		one_time_code: {
			per: 'account_and_device',
			free: 5,
			firstWaitS: 1,
			longestWaitS: 60,
			forgetAfterS: 1 * HOURS,
			right: 'clears',
			why: 'The code lives 10 minutes: 19 tries at most. ASVS 6.6.3.'
		},
		pairing_code: {
			per: 'account',
			free: 10,
			firstWaitS: 10 * MINUTES,
			longestWaitS: 10 * MINUTES,
			forgetAfterS: 10 * MINUTES,
			right: 'is_not_counted',
			why: 'RFC 8628 5.1: ten wrong codes, then a pause as long as a code lives. A code of one’s own must not buy more guesses.'
		},
		somebody_known: {
			per: 'account_and_device',
			free: 20,
			firstWaitS: 2,
			longestWaitS: 5 * MINUTES,
			forgetAfterS: 1 * HOURS,
			right: 'is_not_counted',
			why: 'Names are misheard: twenty that find nobody cost nothing. Then about ten more in the hour, so that hundreds of guesses at aliases and memory words take days. Somebody found must not buy more guesses. R-P4.'
		}
	}
};
