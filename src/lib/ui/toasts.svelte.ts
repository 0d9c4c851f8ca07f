/** Short news at the bottom of the screen, some with a way back. */
const NEWS_MS = 6_000;
/** As long as a step can be undone. */
const ACTION_MS = 30_000;
const AT_MOST = 2;

export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly tone: 'plain' | 'alert';
	readonly action?: { label: string; run: () => void };
	/** What it is about: later news of the same takes its place. */
	readonly about?: string;
}

export const toasts: { list: Toast[] } = $state({ list: [] });
let count = 0;

/** Says something without asking for an answer. Only ever called in the browser. */
export function say(text: string, options: Partial<Pick<Toast, 'action' | 'tone' | 'about'>> = {}): void {
	const toast: Toast = { id: ++count, text, tone: 'plain', ...options };
	const others = toasts.list.filter(({ about }) => about === undefined || about !== toast.about);
	toasts.list = [...others, toast].slice(-AT_MOST);
	setTimeout(() => dismiss(toast.id), toast.action === undefined ? NEWS_MS : ACTION_MS);
}

/** Takes one piece of news away. */
export function dismiss(id: number): void {
	toasts.list = toasts.list.filter((toast) => toast.id !== id);
}
