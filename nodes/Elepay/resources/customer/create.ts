import { UserError } from 'n8n-workflow';

import { customer } from '../../../api/objects/customer';
import { inSentence } from '../../../api/words';
import { additionalFields } from '../../fields/group';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { begin } from '../own';
import { mayHaveHappened } from '../outcome';
import { createdCustomer } from './customers';
import { details, email, name } from './fields';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create customer',
	description:
		'Create a customer, also if there is one with the same e-mail address. Create or Update makes none twice.',
	request: 'POST /customers',
	fields: [email, name, additionalFields(...details)],
	mapsColumns: true,
	settings: [simplifyOff],
	check(values) {
		if (Object.keys(values).length > 0) return;
		throw new UserError('The new customer is empty', {
			description:
				'Fill in at least one field, such as Email or Name, or take the row out. Its cells may be empty, or an expression gives nothing for this row.',
		});
	},
	subject({ email: address, name: own, phone }) {
		const known = String(address ?? own ?? phone ?? 'without a name');
		return { subject: `The new customer '${known}'`, name: known };
	},
	gives: customer,
	perform: async (row) => {
		begin(row);
		return [{ json: row.shown(await row.send()) }];
	},
	effect: {
		one: 'customer',
		many: 'customers',
		done: 'created',
		details: ({ id }, { name: known }) => ({ customer: known, id }),
	},
	repeat: 'never',
	look: createdCustomer,
	retell: mayHaveHappened(
		({ subject }) => `${inSentence(subject)} may have been created`,
		'Customer > Get Many',
	),
};
