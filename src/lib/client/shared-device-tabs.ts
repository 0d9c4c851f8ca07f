/** Tabs of one browser tell each other when somebody touched the screen, and when it was put down. */

export type TabNews = { readonly is: 'touched'; readonly at: number } | { readonly is: 'locked' };

/** Opened at the first word: a page on the server, and one without a tablet, has none. */
let channel: BroadcastChannel | null = null;

function tabs(): BroadcastChannel {
	return (channel ??= new BroadcastChannel('halte'));
}

/** To the other tabs, not to this one. */
export function tellTabs(news: TabNews): void {
	tabs().postMessage(news);
}

/** Hears the other tabs until the function that it gives is called. */
export function hearTabs(hear: (news: TabNews) => void): () => void {
	const heard = ({ data }: MessageEvent<TabNews>) => hear(data);
	tabs().addEventListener('message', heard);
	return () => tabs().removeEventListener('message', heard);
}
