/**
 * Every event of the sockets, and between whom. A new one needs a row here: the policy's tests say so. The walk
 * checks that nobody hears another.
 */
interface Between {
	/** On the line of somebody of the staff. */
	readonly staff: boolean;
	/** On the line of a waiting-room screen. */
	readonly screen: boolean;
}

/** What a client may say. */
export const SAID: Readonly<Record<string, Between>> = {
	watch: { staff: true, screen: true },
	kept: { staff: false, screen: true }
};

/** What the server says. */
export const HEARD: Readonly<Record<string, Between>> = {
	token: { staff: false, screen: true },
	view: { staff: true, screen: true },
	head: { staff: true, screen: true },
	signedOut: { staff: true, screen: true },
	refused: { staff: true, screen: false }
};
