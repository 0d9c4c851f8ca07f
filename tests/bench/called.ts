/** Callers who do not know of each other. */

/** Each comes again as soon as it is answered, until there were so many calls; what they were answered. */
export async function called<A>(callers: number, count: number, call: () => Promise<A>): Promise<A[]> {
	const answers: A[] = [];
	let begun = 0;
	const caller = async () => {
		while (begun < count) {
			begun += 1;
			answers.push(await call());
		}
	};
	await Promise.all(Array.from({ length: callers }, caller));
	return answers;
}
