/** What the tests and their setup agree on. */
export const BARE_TEMPLATE = 'template_bare';
export const DEMO_TEMPLATE = 'template_demo';
/** Of every account of the fictional network. */
export const PASSWORD = 'halte-demo';
