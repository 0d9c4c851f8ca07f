/** Whether a row of weights, taken at moments that are alike, goes up. */

export interface Growth {
	readonly name: string;
	/** The median of the second third, when everything is warm, and of the last one. */
	readonly before: number;
	readonly after: number;
}

export interface Limit {
	/** Of what it was before. */
	readonly share: number;
	/** Less than that is noise. */
	readonly least: number;
}

/** @throws Error for less than six weights: three thirds of one say nothing. */
export function growthOf(name: string, weights: readonly number[]): Growth {
	const third = Math.floor(weights.length / 3);
	if (third < 2) throw new Error('too few weights to tell growth from noise');
	return { name, before: median(weights.slice(third, -third)), after: median(weights.slice(-third)) };
}

/** True when it is more than the limit allows. A weight that is no number is no proof: it counts as growth. */
export function grown({ before, after }: Growth, { share, least }: Limit): boolean {
	return !(after - before <= Math.max(before * share, least));
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
