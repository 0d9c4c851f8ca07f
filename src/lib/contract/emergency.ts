/** What to do when seconds count, at one site. */
export interface EmergencyCard {
	/** What to say to whoever answers. */
	address: string;
	naloxone: string;
	defibrillator: string;
	/** Whom of the host to call. */
	onCall: string;
	/** In the order of the card; the first one is for emergencies. */
	lines: { id: string; phone: string; name: string; note: string | null }[];
}
