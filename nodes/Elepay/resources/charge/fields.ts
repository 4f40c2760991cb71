import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../fields/field';
import { pathId } from '../../fields/values';
import type { Call } from '../../run/operation';

/** The field of every operation on a charge that exists. */
export const chargeId: Field = {
	displayName: 'Charge ID',
	name: 'chargeId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. ch_…',
	description: 'The ID of the payment, from Get Many, Elepay Trigger, or a paid EasyQR code',
	read: pathId,
	columns: ['決済ID', 'Payment ID'],
};

/** What a call to a charge is about. */
export function chargeNamed({ chargeId: id }: IDataObject): Pick<Call, 'subject' | 'name'> {
	return { subject: `Charge '${String(id)}'`, name: String(id) };
}
