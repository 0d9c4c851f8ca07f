/** Operations in words, for whoever has to find out what went wrong. */
import type { Answer, Asked, Operation } from './history.ts';

/** « #12 nurse-1 call_next nursing → called v3/nursing (seq 9) ». */
export function describe({ index, by, asked, outcome }: Operation): string {
	const heard =
		outcome.type === 'ok'
			? answerInWords(outcome.answer)
			: outcome.type === 'fail'
				? `refused: ${outcome.code}`
				: 'never heard';
	return `#${index} ${by} ${askedInWords(asked)} → ${heard}`;
}

function askedInWords(asked: Asked): string {
	switch (asked.verb) {
		case 'register':
			return `register ${asked.visit} for ${asked.services.join('+')}`;
		case 'call_next':
			return `call_next ${asked.services.join('+')}`;
		case 'level':
			return `level ${asked.visit}/${asked.service} ${asked.level}`;
		case 'call':
		case 'start':
		case 'complete':
		case 'absent':
		case 'release':
		case 'undo':
			return `${asked.verb} ${asked.visit}/${asked.service}`;
		case 'step_out':
		case 'return':
		case 'leave':
			return `${asked.verb} ${asked.visit}`;
		case 'read':
			return 'read';
	}
}

export function answerInWords(answer: Answer): string {
	switch (answer.about) {
		case 'nobody':
			return 'nobody waits';
		case 'visit':
			return `${answer.presence}, ${answer.places.join(', ')} (seq ${answer.seq})`;
		case 'places': {
			const places = answer.places.map(
				({ visit, service, status, by }) => `${visit}/${service} ${status}${by === null ? '' : ` by ${by}`}`
			);
			return `${places.join(', ')} (seq ${answer.seq})`;
		}
		case 'all':
			return `${answer.places.join('; ') || 'nobody'} (seq ${answer.seq})`;
	}
}
