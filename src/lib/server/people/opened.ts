/** Whose file is read, and how far this site may look into it. */
export interface Opened {
	/** The root. */
	readonly id: string;
	/** The root, and every key that was merged into it. */
	readonly family: readonly string[];
	/** What happened at other sites is for those only who may know the person there (R-P4); null: everywhere. */
	readonly onlySite: string | null;
}
