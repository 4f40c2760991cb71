import type { Field } from './field';
import { picker } from './pickers';

/** A store. */
export const locationId: Field = {
	displayName: 'Location',
	name: 'locationId',
	description: 'The store this payment belongs to',
	...picker('searchLocations', 'e.g. loc_…'),
};

/** What people call its column. */
export const LOCATION_COLUMNS = ['店舗', '店舗ID'];
