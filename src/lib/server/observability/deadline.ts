/** A promise that may never be kept must not hold up those behind it. */

/** Thrown when `work` took longer than it may; the work itself may still end, unheard. */
class DeadlinePassed extends Error {
	readonly code = 'deadline_passed';
	override readonly name = 'DeadlinePassed';
}

/** What `work` gives, or DeadlinePassed after `ms`. */
export async function within<R>(ms: number, work: Promise<R>): Promise<R> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new DeadlinePassed(`not done in ${ms} ms`)), ms);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
