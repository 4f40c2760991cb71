import type { IDataObject } from 'n8n-workflow';

import { hasList } from '../../../api/lists';
import { entriesOf } from '../../run/pages';
import type { Row } from '../../run/row';
import { earliest, has } from '../own';

/** The customers that elepay finds with a keyword, deleted ones aside. */
export async function* customersWith(row: Row, keyword: unknown): AsyncGenerator<IDataObject> {
	const call = {
		method: 'GET' as const,
		url: '/customers',
		qs: { keyword: String(keyword) },
		subject: 'The list of customers',
		name: row.call.name,
		isExpected: hasList('customers'),
	};
	for await (const customer of entriesOf(row, call, 'customers')) {
		if (customer.status !== 'deleted') yield customer;
	}
}

/** The customer that a row's call has created, by all that it has given. */
export async function createdCustomer(row: Row): Promise<IDataObject | undefined> {
	const { email, name, phone } = row.values;
	const keyword = email ?? name ?? phone;
	// By nothing else elepay finds it
	if (keyword === undefined) return undefined;
	for await (const customer of customersWith(row, keyword)) {
		const isNew = Number(customer.updateTime) >= earliest(row);
		if (isNew && has(customer, row.values)) return customer;
	}
	return undefined;
}
