/** What has happened to a « coup d’œil ». Without the room and the words, which are erased: the log is not. */
export type LookEvent =
	| {
			type: 'QuickLookAsked';
			lookId: string;
			blockId: string;
			/** Not `visitId`: the visit itself is as it was before, and the look no step of it. */
			aboutVisitId: string | null;
			signs: string[];
			told: string[];
	  }
	| { type: 'QuickLookAcknowledged'; lookId: string }
	| { type: 'QuickLookTold'; lookId: string; accountId: string }
	| { type: 'QuickLookClosed'; lookId: string };
