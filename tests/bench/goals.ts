/** What a ratio of the product to its floor was meant to be, and whether it is. */
import { figuresOf, shown, type Figures } from './figures.ts';

/** A cost may be so many times the floor's; a rate must be so many times the floor's. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** « ≤ 1.5, missed ». */
export function verdict(value: number, goal: Goal): string {
	const [sign, limit, met] =
		'atMost' in goal ? ['≤', goal.atMost, value <= goal.atMost] : ['≥', goal.atLeast, value >= goal.atLeast];
	return `${sign} ${limit}, ${met ? 'met' : '**missed**'}`;
}

export interface Compared {
	readonly name: string;
	/** A figure per run, interleaved with the floor's. */
	readonly product: readonly number[];
	readonly floor: readonly number[];
	readonly goal: Goal;
	/** Decimals of the figures. */
	readonly digits?: number;
}

export const COMPARED_HEAD = ['measure', 'Halte', 'floor', 'ratio', 'goal'] as const;

/** A row of the table that `COMPARED_HEAD` heads: both medians with their ranges, and the medians' ratio. */
export function comparedRow({ name, product, floor, goal, digits = 1 }: Compared): string[] {
	const [ours, bare] = [figuresOf(product), figuresOf(floor)];
	const ratio = ours.median / bare.median;
	return [name, shown(ours, digits), shown(bare, digits), `${ratio.toFixed(2)}×`, verdict(ratio, goal)];
}

/** A row for what has a limit of its own and no floor. */
export function limitRow(name: string, figures: Figures, goal: Goal, digits = 1): string[] {
	const worst = 'atMost' in goal ? figures.max : figures.min;
	return [name, shown(figures, digits), '–', '–', verdict(worst, goal)];
}
