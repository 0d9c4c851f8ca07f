/** What stands open over the list. */
import type { Looking } from '../../look/looking.ts';

export class Opened {
	/** Whose card. */
	visitId: string | null = $state(null);
	looking: Looking | null = $state(null);
	/** The emergency card. */
	urgent = $state(false);
	finding = $state(false);
	menu = $state(false);
	pairing = $state(false);

	get any(): boolean {
		const { visitId, looking, urgent, finding, menu, pairing } = this;
		return visitId !== null || looking !== null || urgent || finding || menu || pairing;
	}

	close(): void {
		[this.visitId, this.looking] = [null, null];
		[this.urgent, this.finding, this.menu, this.pairing] = [false, false, false, false];
	}
}
