/** What the bars of all pages need to know of the tablet that they are on: the root layout provides it. */
import { getContext, setContext } from 'svelte';

export interface SharedTablet {
	/** Somebody is signed in here, and others will be after them. */
	readonly shared: boolean;
	/** Puts it down. */
	lock(): void;
}

const KEY = Symbol('shared tablet');

/** Tells all components of a page; called while the layout is made. */
export function provideTablet(tablet: SharedTablet): void {
	setContext(KEY, tablet);
}

/** The tablet that a component is on; called while it is made. */
export function tabletHere(): SharedTablet {
	return getContext<SharedTablet>(KEY);
}
