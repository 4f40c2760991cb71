import type { IDataObject } from 'n8n-workflow';

import { code, type Code } from '../../../api/objects/code';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { extra, metadata } from '../../fields/maps';
import { picker } from '../../fields/pickers';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { expiryDuration, frontUrl, locationId } from './fields';
import { pictureOptions, withPicture } from './picture';
import { refusals } from './refusals';

const customerId: Field = {
	displayName: 'Customer',
	name: 'customerId',
	required: true,
	description: 'The elepay customer who gets a saved payment method',
	...picker('searchCustomers', 'e.g. cus_…'),
};

const description: Field = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. For the membership fee',
	description: 'What the payment method is saved for, at most 255 characters',
	maxLength: 255,
};

/** POST /codes without a payment: by elepay's newest reference neither amount nor order number may be in it. */
export const registerPaymentMethod: Operation = {
	name: 'Register Payment Method',
	value: 'registerPaymentMethod',
	action: 'Register payment method with EasyQR code',
	description:
		'Create a QR code with which a customer saves a payment method. Nothing is paid; the saved method (source) can be charged later.',
	request: 'POST /codes',
	fields: [
		customerId,
		additionalFields(
			description,
			{
				...expiryDuration,
				description: 'For how many minutes the code can be used, 3 to 30',
			},
			{
				...frontUrl,
				description:
					'Where the customer is sent afterwards. Being sent there proves nothing: trust the Elepay Trigger or Source > Get Many instead.',
			},
			{ ...locationId, description: 'The store that the code belongs to' },
			extra,
			metadata,
		),
	],
	mapsColumns: true,
	settings: [simplifyOff],
	options: pictureOptions,
	subject: ({ customerId: id }) => ({
		subject: `The code for customer '${String(id)}'`,
		name: String(id),
	}),
	body: (values) => ({ ...values, shouldCreateSource: true }),
	gives: code,
	simplify: registrationOf,
	perform: async (row) => [await withPicture(row, await row.send<Code>())],
	effect: {
		one: 'EasyQR code',
		many: 'EasyQR codes',
		done: 'created',
		details: ({ id, codeUrl }, { name }) => ({ customerId: name, id, codeUrl }),
	},
	// A code whose answer got lost is seen by nobody, and takes no money
	repeat: 'always',
	refusals,
};

/** A code reduced to what somebody needs who registers a payment method. */
function registrationOf(
	{ id, codeUrl, status, liveMode, expiryTime, createTime, frontUrl: url }: IDataObject,
	{ customerId: customer }: IDataObject,
) {
	return {
		id,
		codeUrl,
		status,
		customerId: customer,
		liveMode,
		expiryTime,
		createTime,
		frontUrl: url,
	};
}
