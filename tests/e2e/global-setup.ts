/** Before the stories, which share one node and take ten minutes, more on a busy machine. */
import { awayFromMidnight } from '../support/away-from-midnight.ts';

export default () => awayFromMidnight(15 * 60);
