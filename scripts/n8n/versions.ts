/**
 * The n8n that the editor, the end-to-end tests and the screenshots run in. 2.41.3 can't be
 * installed: it names a package that was never published.
 */
export const N8N_VERSION = '2.41.1';

/** n8n 2.41 wants Node 24 or later, whatever Node this project itself runs on. */
export const NODE_VERSION = '24.21.0';
