/** Before each file on real servers: the longest takes two minutes, more on a busy machine. */
import { awayFromMidnight } from './away-from-midnight.ts';

await awayFromMidnight(5 * 60);
