/** A bar for a person at a terminal, plain lines for a log. */
import progress from 'cli-progress';

export interface Progress {
	/** One more step was played; `moment` is the simulated day and hour. */
	step(moment: string): void;
	stop(): void;
}

const WIDTH = 32;

export function openProgress(total: number, stream: NodeJS.WriteStream): Progress {
	return stream.isTTY ? bar(total, stream) : lines(total, stream);
}

function bar(total: number, stream: NodeJS.WriteStream): Progress {
	const format = '{bar} {percentage} % · {value}/{total} gestes · {moment}';
	const options = { format, barsize: WIDTH, hideCursor: true, stream };
	const shown = new progress.SingleBar(options, progress.Presets.shades_classic);
	shown.start(total, 0, { moment: '' });
	return { step: (moment) => shown.increment({ moment }), stop: () => shown.stop() };
}

/** A line at the first step of each day of the week, the first word of the moment. */
function lines(total: number, stream: NodeJS.WriteStream): Progress {
	let played = 0;
	const days = new Set<string>();
	return {
		step(moment) {
			const [day = ''] = moment.split(' ');
			if (!days.has(day)) stream.write(`${moment} · ${played}/${total} gestes\n`);
			days.add(day);
			played += 1;
		},
		stop: () => void stream.write(`${played}/${total} gestes\n`)
	};
}
