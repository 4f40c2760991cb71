import { UserError, type IDataObject } from 'n8n-workflow';

import { Failure } from '../../../api/failure';
import { isObject } from '../../../api/objects/apiObject';
import { customer } from '../../../api/objects/customer';
import { inSentence } from '../../../api/words';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { begin } from '../own';
import { mayHaveHappened } from '../outcome';
import { createdCustomer, customersWith } from './customers';
import { details, email, name } from './fields';

/** How many customers a message names before it only counts them. */
const MOST_NAMED = 10;

const address: Field = {
	...email,
	required: true,
	description:
		'The address by which the customer is found, upper or lower case. If elepay has none with it, a customer is created.',
};

/** By the e-mail address, of which elepay itself doesn't ask that it be unique. */
export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update customer',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	request: 'POST /customers',
	fields: [address, name, additionalFields(...details)],
	mapsColumns: true,
	settings: [simplifyOff],
	subject: ({ email: given }) => ({
		subject: `Customer '${String(given)}'`,
		name: String(given),
	}),
	gives: customer,
	// Rows with the same address mean the same customer: what one creates, the next updates
	perform: async (row) => {
		begin(row);
		const line = `customer ${comparable(row.values.email)}`;
		const saved = await row.account.inLine<IDataObject>(
			line,
			async (before) => await save(row, before),
		);
		return [{ json: row.shown(saved) }];
	},
	effect: {
		one: 'customer',
		many: 'customers',
		done: 'saved',
		details: ({ id }, { name: given }) => ({ email: given, id }),
	},
	repeat: 'never',
	look: createdCustomer,
	retell(failure, call, wasUncertain) {
		return call.repeat === 'always' ? failure : mayBeCreated(failure, call, wasUncertain);
	},
};

const mayBeCreated = mayHaveHappened(
	({ subject }) => `${inSentence(subject)} may have been created`,
	'Customer > Get Many',
);

/**
 * @param before what becomes of the row before with the same address
 */
async function save(row: Row, before?: Promise<IDataObject>): Promise<IDataObject> {
	const earlier: unknown = await before?.catch((thrown: unknown) => thrown);
	const existing = isObject(earlier, customer) ? earlier : await customerOf(row);
	if (existing) return await update(row, existing);
	// It may come into sight later, and this would be a second one
	if (earlier instanceof Failure && earlier.outcome === 'uncertain') throw earlier;
	return await row.send();
}

/**
 * The one customer with the row's address.
 *
 * @throws {UserError} if there are several
 */
async function customerOf(row: Row): Promise<IDataObject | undefined> {
	const wanted = comparable(row.values.email);
	const found: IDataObject[] = [];
	for await (const one of customersWith(row, row.values.email)) {
		if (comparable(one.email) === wanted) found.push(one);
	}
	if (found.length > 1) throw ambiguous(row, found);
	return found[0];
}

function ambiguous({ call }: Row, found: IDataObject[]): UserError {
	const ids = found.slice(0, MOST_NAMED).map(({ id }) => String(id));
	const more = found.length > MOST_NAMED ? ', …' : '';
	return new UserError(
		`elepay has ${found.length} customers with the e-mail address ${call.name}: ${ids.join(', ')}${more}`,
		{
			description:
				'Update the right one by its ID with Customer > Update, or delete the others with Customer > Delete.',
		},
	);
}

/** Sends what is given beside the address, by which the customer was found. */
async function update(row: Row, existing: IDataObject): Promise<IDataObject> {
	const body = { ...row.call.body };
	delete body.email;
	if (Object.keys(body).length === 0) return existing;
	const url = `/customers/${encodeURIComponent(String(existing.id))}`;
	// The same once more changes nothing
	return await row.send({ ...row.call, url, body, repeat: 'always' });
}

/** An address as people see it. */
function comparable(given: unknown): string {
	return String(given ?? '')
		.trim()
		.normalize('NFC')
		.toLowerCase();
}
