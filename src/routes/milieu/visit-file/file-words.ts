/** The French of a file's codes. */
import type { HealthCard, NoticeWay } from '#lib/contract/around-visit.ts';
import { m } from '#lib/messages/compiled/messages.js';

export const NOTICE_WAY: Record<NoticeWay, () => string> = {
	said: m.visit_notice_said,
	read: m.visit_notice_read,
	listened: m.visit_notice_listened,
	declined: m.visit_notice_declined
};

/** Whether there is a card; its number is never asked for here. */
export const HEALTH_CARD: Record<HealthCard, () => string> = {
	yes: m.answer_yes,
	no: m.answer_no,
	lost: m.visit_health_card_lost,
	expired: m.visit_health_card_expired,
	other_province: m.visit_health_card_other_province,
	pfsi: m.visit_health_card_pfsi,
	unknown: m.answer_unknown,
	declined: m.answer_declined,
	not_asked: m.answer_not_asked
};
