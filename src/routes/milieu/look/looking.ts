/** What the sheet of a « coup d’œil » shows: a new one, about somebody or nobody, or one that was asked for. */
export type Looking = { is: 'asking'; visitId: string | null } | { is: 'look'; lookId: string };
