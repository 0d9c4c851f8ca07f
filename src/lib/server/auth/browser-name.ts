/** What a browser calls itself, short enough for its owner to recognise it in a list. */
import Bowser from 'bowser';

/** « Chrome, Android »; « Navigateur inconnu » when the header says nothing of use. Never a version or a model. */
export function browserName(userAgent: string | null): string {
	if (userAgent === null || userAgent === '') return UNKNOWN;
	const { browser, os } = Bowser.parse(userAgent);
	const parts = [browser.name, os.name].filter((part) => part !== undefined && part !== '');
	return parts.length === 0 ? UNKNOWN : parts.join(', ').slice(0, 60);
}

const UNKNOWN = 'Navigateur inconnu';
