import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../nodes/Elepay/resources';
import { referenceOf } from './docs/reference';

/** Makes docs/reference.md anew, from what the node declares. */
writeFileSync(join(__dirname, '..', 'docs', 'reference.md'), referenceOf(resources));
