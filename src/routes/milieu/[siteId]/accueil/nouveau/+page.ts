/** The shortest path needs no script: it works while one is loading, on the oldest tablet, and on a bad network. */
export const csr = false;
