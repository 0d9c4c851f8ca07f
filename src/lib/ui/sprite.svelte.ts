/**
 * The pictograms, brought into the page once: from then on no picture needs the network, whatever is drawn
 * while the connection is lost. Before that, and without JavaScript, each one points at the file.
 */
const FILE = '/pictograms.svg';

const sprite = $state({ isInside: false });

/** Where a pictogram is to be drawn from. */
export function pictogramAddress(name: string): string {
	return sprite.isInside ? `#${name}` : `${FILE}#${name}`;
}

/** Brings the pictograms in; when they can't be had, all stays as it was. */
export async function bringPictogramsIn(): Promise<void> {
	if (sprite.isInside) return;
	const response = await fetch(FILE).catch(() => null);
	if (response === null || !response.ok) return;
	const file = new DOMParser().parseFromString(await response.text(), 'image/svg+xml');
	const drawing = document.importNode(file.documentElement, true);
	drawing.setAttribute('aria-hidden', 'true');
	drawing.setAttribute('width', '0');
	drawing.setAttribute('height', '0');
	drawing.style.position = 'absolute';
	document.body.prepend(drawing);
	sprite.isInside = true;
}
