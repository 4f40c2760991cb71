import path from 'node:path';

import { N8N_VERSION } from './versions';

/** The folder of this project. */
export const PROJECT = path.resolve(__dirname, '..', '..');

/** Everything that is made or downloaded on the way and never committed. */
export const CACHE = path.join(PROJECT, '.cache');

/** n8n with the Node it runs on: a folder a version, so that another version starts clean. */
export const N8N_FOLDER = path.join(CACHE, 'n8n', N8N_VERSION);

/** The workflows that users import, and the files that these read. */
export const EXAMPLES = path.join(PROJECT, 'examples');
