/** What has happened to a site's blocks. */
export type BlockEvent =
	| {
			type: 'BlockOpened';
			blockId: string;
			localDay: string;
			startsAt: number;
			endsAt: number;
			services: string[];
			defaultService: string | null;
	  }
	| { type: 'BlockClosed'; blockId: string };
