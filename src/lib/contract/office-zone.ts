/** Where the office is: its pages tell their times there. */
export { OFFICE_ZONE } from '#lib/domain/administration/calendar.ts';
