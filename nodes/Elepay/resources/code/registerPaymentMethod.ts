import { registration, type Code } from '../../../api/objects/code';
import { customerId } from '../../fields/customerId';
import type { Field } from '../../fields/field';
import { additionalFields } from '../../fields/group';
import { extra, metadata } from '../../fields/maps';
import { simplifyOff } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import { expiryDuration, frontUrl, locationId } from './fields';
import { pictureSettings, withPicture } from './picture';
import { refusals } from './refusals';

const saver: Field = {
	...customerId,
	required: true,
	description: 'The customer, as registered in elepay, who saves a payment method',
};

const description: Field = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. For the membership fee',
	description: 'What the payment method is saved for. Up to 255 characters.',
	maxLength: 255,
};

/** POST /codes without a payment: by elepay's newest reference neither amount nor order number may be in it. */
export const registerPaymentMethod: Operation = {
	name: 'Register Payment Method',
	value: 'registerPaymentMethod',
	action: 'Register payment method with EasyQR code',
	description:
		'Create a QR code for a customer to save a payment method with. Nothing is paid; the saved payment method (source) can be charged later.',
	request: 'POST /codes',
	fields: [
		saver,
		{
			...expiryDuration,
			description:
				'How many minutes the customer has, from 3 to 30: send codes while the customer is waiting. elepay uses 10 if this is empty.',
		},
		additionalFields(
			description,
			{
				...frontUrl,
				description:
					"Page the customer sees afterwards. Reaching it doesn't prove anything: use Elepay Trigger or Source > Get Many to confirm.",
			},
			{ ...locationId, description: 'The store this code belongs to' },
			extra,
			metadata,
		),
	],
	mapsColumns: true,
	settings: [...pictureSettings, simplifyOff],
	subject: ({ customerId: id }) => ({
		subject: `The code for customer '${String(id)}'`,
		name: String(id),
	}),
	body: (values) => ({ ...values, shouldCreateSource: true }),
	gives: registration,
	perform: async (row) => [await withPicture(row, await row.send<Code>())],
	effect: {
		one: 'EasyQR code',
		many: 'EasyQR codes',
		done: 'created',
		details: ({ id, codeUrl }, { name }) => ({ customerId: name, id, codeUrl }),
	},
	// A code whose response got lost is seen by nobody, and takes no money
	repeat: 'always',
	refusals,
};
