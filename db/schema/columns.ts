/** Kinds of columns that several tables have. */
import { customType, timestamp } from 'drizzle-orm/pg-core';

/** A moment, to the millisecond: as exact as a JavaScript date, so that what was read compares equal. */
export const instant = () => timestamp({ withTimezone: true, precision: 3 });

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** AES-256-GCM under the ring: version, nonce, tag, text. */
export const sealed = bytes;
