/** The sentences of the page of somebody alone, in a language of the people who come. */
import { SCRIPT_WORDS, type Said, type ScriptWord } from '#lib/contract/alone.ts';
import {
	directionOf,
	ownNameOf,
	personMessages,
	type Manner,
	type PersonLanguage,
	type Say
} from '#lib/messages/person-words.ts';
import { said } from '#lib/server/http/alone/voices.ts';

/** A language and how it is spoken here. */
export interface Tongue {
	readonly lang: PersonLanguage;
	readonly say: Say;
}

export async function tongueOf(lang: PersonLanguage, manner: Manner): Promise<Tongue> {
	return { lang, say: await personMessages(lang, manner) };
}

/** How a language calls and writes itself. */
export function aboutLanguage(lang: PersonLanguage): { name: Said; dir: 'ltr' | 'rtl' } {
	return { name: said(lang, ownNameOf(lang)), dir: directionOf(lang) };
}

/** The messages that need nothing but the manner of speaking. */
const WORDS = {
	welcome: 'person_welcome',
	chooseLanguage: 'person_language_ask',
	machineMade: 'person_machine_made',
	listen: 'person_listen',
	silence: 'person_listen_stop',
	back: 'person_back',
	startOver: 'person_start_over',
	reason: 'person_reason_ask',
	reasonHint: 'person_reason_hint',
	pass: 'person_skip',
	declined: 'person_declined',
	unknown: 'person_unknown',
	next: 'person_next',
	last: 'self_last',
	more: 'self_more',
	putOnList: 'person_put_on_list',
	pressing: 'person_pressing_ask',
	yes: 'person_yes',
	no: 'person_no',
	comes: 'person_help_coming',
	stay: 'person_help_stay',
	yourWord: 'person_your_word',
	called: 'person_word_called',
	noPromise: 'person_no_promise',
	sooner: 'self_sooner',
	done: 'self_done',
	stillThere: 'person_still_there',
	imHere: 'self_go_on',
	noVoice: 'self_no_voice',
	noSound: 'person_sound_blocked',
	allowSound: 'person_sound_on',
	failed: 'self_failed',
	tryAgain: 'person_try_again',
	closed: 'person_closed',
	askTeam: 'person_ask_team'
} as const satisfies Record<ScriptWord, string>;

export function wordsOf({ lang, say }: Tongue): Record<ScriptWord, Said> {
	const spoken = SCRIPT_WORDS.map((word) => [word, said(lang, say(WORDS[word]))]);
	return Object.fromEntries(spoken) as Record<ScriptWord, Said>;
}

/** Wide enough to promise nothing, and to tell nobody who came or went. */
const RANGES = [
	[1, 3],
	[3, 6],
	[6, 10],
	[10, 20],
	[20, 40]
] as const;

/** « De 3 à 6 personnes avant toi »; null beyond what is worth saying. */
export function beforeOf(count: number, { lang, say }: Tongue): Said | null {
	if (count === 0) return said(lang, say('person_before', { count: 0 }));
	const range = RANGES.find(([, most]) => count <= most);
	if (range === undefined) return null;
	const [least, most] = range;
	return said(lang, say('person_before_range', { least, most }));
}

/** Everything that `beforeOf` may say, to be recorded. */
export function everyBefore(tongue: Tongue): Said[] {
	return [0, ...RANGES.map(([, most]) => most)].flatMap((count) => beforeOf(count, tongue) ?? []);
}
