import { PAGE } from '../paging';
import { bodyOf, ID, METADATA, queryOf } from '../schema';

export const READERS_QUERY = queryOf(PAGE);

export const NEW_READER = bodyOf({ locationId: ID, metadata: METADATA }, ['locationId']);
