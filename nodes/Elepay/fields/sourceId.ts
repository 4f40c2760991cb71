import type { Field } from './field';
import { picker } from './pickers';

/** A payment method that a customer has saved. */
export const sourceId: Field = {
	displayName: 'Saved Payment Method',
	name: 'sourceId',
	description: "One of the customer's saved payment methods",
	...picker('searchSources', 'e.g. src_…'),
};
