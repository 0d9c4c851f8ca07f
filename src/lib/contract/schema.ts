/** zod as both ends use it. */
import { z } from 'zod';

// Its compiled parsers need `eval`, which our pages forbid (svelte.config.js); merely trying whether it is there
// counts as an attempt. This file comes before every schema.
z.config({ jitless: true });

export { z };
