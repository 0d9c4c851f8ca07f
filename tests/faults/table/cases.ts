/** The twenty-five cases and the long one: what breaks, when that is well, and what shows it. */

export type Proof =
	/** Names below tests: `faults/…` runs in full size, `integration/…` and `e2e/…` as in the suite. */
	| { readonly by: 'tests'; readonly names: readonly string[] }
	/** Cannot be shown yet, and why. */
	| { readonly by: 'nothing'; readonly why: string };

export interface Case {
	readonly number: number;
	readonly fault: string;
	readonly pass: string;
	readonly proof: Proof;
	/** What of the case is not shown. */
	readonly lacks?: string;
	/** Runs only when this is asked for: it takes an hour. */
	readonly name?: string;
}

const tests = (...names: string[]): Proof => ({ by: 'tests', names });

export const CASES: readonly Case[] = [
	{
		number: 1,
		fault: '32 callers race on 1,500 people, transactions slow or rolled back',
		pass: 'nobody twice, lost, overtaken or told « nobody » wrongly',
		proof: tests('faults/selection/01-race')
	},
	{
		number: 2,
		fault: 'random afternoons while servers, Redis and the database break',
		pass: 'for each one order explains every answer; screens like the rows',
		proof: tests('faults/long/02-histories'),
		lacks: 'one site, one fault at a time; no reroute and no transfer'
	},
	{
		number: 3,
		fault: 'a server killed between commit and answer',
		pass: 'same key, same ticket; screens within 5 s',
		proof: tests('faults/selection/03-killed-after-commit')
	},
	{
		number: 4,
		fault: 'all of Postgres killed, 20 times; one that may lose what it said is saved',
		pass: '0 acknowledged lost; back within 60 s; the start is refused',
		proof: tests('faults/long/04-database-killed', 'integration/durability'),
		lacks: 'loss of power'
	},
	{
		number: 5,
		fault: 'Redis killed, flushed, absent',
		pass: 'work goes on, 0 lost, nobody signed out',
		proof: tests('faults/selection/05-redis-gone')
	},
	{
		number: 6,
		fault: 'Redis restarted 100 times; away, or silent, for one of two servers',
		pass: 'news at both servers within 10 s each time; no double call',
		proof: tests('faults/long/06-redis-restarts', 'faults/long/06-one-server-without-redis')
	},
	{
		number: 7,
		fault: 'a server stands still for 60 s',
		pass: 'what it does afterwards is in order; nobody twice',
		proof: tests('faults/long/07-server-stands-still')
	},
	{
		number: 8,
		fault: 'Postgres stands still for 30 s',
		pass: '« not saved » within 5 s; back within 10 s',
		proof: tests('faults/selection/08-database-stands-still'),
		lacks: 'a command that is at the database already is answered within 9 s'
	},
	{
		number: 9,
		fault: 'half-open lines to the database and to screens',
		pass: 'noticed within 30 s, whole view afterwards',
		proof: tests('faults/long/09-half-open')
	},
	{
		number: 10,
		fault: 'a tablet without network for 10 minutes',
		pass: 'exactly 20 tickets, nothing readable, unsent count shown',
		proof: { by: 'nothing', why: 'waits for that feature' }
	},
	{
		number: 11,
		fault: '1,000 answers lost; same key with another body, and twice at once',
		pass: 'one effect a key; another body refused; twice at once answered alike',
		proof: tests('faults/selection/11-answers-lost')
	},
	{
		number: 12,
		fault: 'screens lose their line 200 times',
		pass: 'end like the rows, never older; « connexion perdue » is said',
		proof: tests('faults/selection/12-screens-flap', 'e2e/every-screen')
	},
	{
		number: 13,
		fault: 'account closed, role changed, signed out while away',
		pass: 'no way back; open lines cut within 5 s',
		proof: tests('integration/sessions-cut', 'integration/what-ends-access')
	},
	{
		number: 14,
		fault: 'disk full',
		pass: 'clear error, reads work, nothing unaudited',
		proof: tests('faults/long/14-disk-full')
	},
	{
		number: 15,
		fault: 'clocks wrong, both nights of summer time, midnight',
		pass: 'order by number, no negative waits, the right day',
		proof: tests('integration/day')
	},
	{
		number: 16,
		fault: 'servers replaced 20 times in the middle of the work',
		pass: '0 lost; drained within 30 s',
		proof: tests('faults/selection/16-rolling-restart'),
		lacks: 'an older version beside this one, unless « counted » says so'
	},
	{
		number: 17,
		fault: 'restart with 100 screens, event loop blocked',
		pass: 'reconnections spread, p99 below 1 s after 15 s',
		proof: tests('faults/long/17-hundred-screens')
	},
	{
		number: 18,
		fault: 'one person registered on two tablets at once',
		pass: 'one active visit; a merge is offered',
		proof: tests('integration/people-commands', 'integration/people-duplicates')
	},
	{
		number: 19,
		fault: 'somebody with every right edits, deletes, reorders, cuts the logs',
		pass: 'the first bad row is named; a cut tail too',
		proof: tests('integration/audit-chains')
	},
	{
		number: 20,
		fault: 'keys rotated while people are looked up; 50 canaries',
		pass: 'all found; none in clear anywhere',
		proof: tests(
			'integration/key-rotation',
			'integration/newest-keys',
			'integration/canaries',
			'e2e/canaries'
		)
	},
	{
		number: 21,
		fault: 'restore on an empty machine',
		pass: 'whole within the hour, at most five minutes missing; the erased stay erased',
		proof: tests('faults/long/21-restore', 'integration/archive', 'integration/forgetting-restore')
	},
	{
		number: 22,
		fault: 'every role at every site, address and event',
		pass: 'denied by default; nothing across sites',
		proof: tests('integration/policy-walk', 'integration/foreign-site', 'integration/people-restricted')
	},
	{
		number: 23,
		fault: 'shared tablet: guessed PIN, other user, Back, stolen',
		pass: '5 tries, locked, nothing of the one before',
		proof: tests(
			'integration/shared-tablets',
			'integration/shared-tablets-lock',
			'integration/shared-tablets-pins',
			'e2e/shared-tablet'
		)
	},
	{
		number: 24,
		fault: 'foreign pages, malformed packets, floods',
		pass: 'refused; no server ends; other sites go on',
		proof: tests(
			'integration/abuse',
			'integration/socket-abuse',
			'integration/socket-rush',
			'integration/fairness'
		)
	},
	{
		number: 25,
		fault: 'pairing codes guessed, replayed, copied; hostile labels',
		pass: 'refused; text stays text',
		proof: tests(
			'integration/display-pairings',
			'integration/display-tokens',
			'integration/display-cuts',
			'integration/hostile-text'
		)
	},
	{
		number: 26,
		name: 'longevity',
		fault: '72 h of open doors at seven sites, in an hour',
		pass: 'a screen, a console and the server are not larger at the end',
		proof: tests('faults/long/26-longevity')
	}
];
