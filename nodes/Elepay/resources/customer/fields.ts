import type { IDataObject } from 'n8n-workflow';

import { CUSTOMER_COLUMNS, customerId as anyCustomerId } from '../../fields/customerId';
import type { Field } from '../../fields/field';
import { metadata } from '../../fields/maps';
import { pathId, text } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on a customer that exists. */
export const customerId: Field = {
	...anyCustomerId,
	required: true,
	columns: CUSTOMER_COLUMNS,
	read: pathId,
};

export const email: Field = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'name@email.com',
	default: '',
	description: 'Where invoices are sent. Up to 255 characters.',
	read: text({ max: 255, singleLine: true }),
	columns: ['メール', 'メールアドレス', 'Email Address', 'Mail'],
};

export const name: Field = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. 佐藤 健',
	description: 'The name of the person or company. Up to 255 characters.',
	maxLength: 255,
	columns: ['氏名', '名前', 'お名前', '顧客名', 'Customer Name'],
};

const description: Field = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Member since June',
	description: 'What to know about the customer. Up to 255 characters.',
	maxLength: 255,
};

const phone: Field = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	default: '',
	placeholder: 'e.g. 03-0000-0000',
	description: 'The phone number. Up to 255 characters.',
	maxLength: 255,
	columns: ['電話', '電話番号', 'Phone Number'],
};

const remark: Field = {
	displayName: 'Remark',
	name: 'remark',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	description: 'A note about the customer',
};

/** What else elepay keeps of a customer. */
export const details: Field[] = [phone, description, remark, metadata];

/** What a call to a customer is about. */
export function customerNamed({ customerId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Customer '${String(id)}'`, name: String(id) };
}
