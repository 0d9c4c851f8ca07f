/** Where the days of what belongs to no single site are counted: trainings, incidents. */
export const OFFICE_ZONE = 'America/Toronto';
