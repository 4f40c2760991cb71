import { UserError, type IDataObject, type ILoadOptionsFunctions } from 'n8n-workflow';

import { chosen } from '../Elepay/fields/given';
import { isEmpty, pathId } from '../Elepay/fields/values';
import { searchOf, withDetails } from './searchOf';

/** The saved ways to pay of the customer that is chosen in the same node. */
export const searchSources = searchOf({
	path: (context) =>
		`/customers/${encodeURIComponent(pathId(chosenCustomer(context), 'Customer')!)}/sources`,
	property: 'sources',
	kind: 'whole',
	labelOf({ paymentMethod, cardInfo, description, id }) {
		const { last4 } = (cardInfo ?? {}) as IDataObject;
		const method = String(paymentMethod ?? id);
		return withDetails(last4 ? `${method} •••• ${String(last4)}` : method, description);
	},
});

/** Operations have the field Customer at the top or among the additional ones. */
function chosenCustomer(context: ILoadOptionsFunctions): string {
	const { customerId, additionalFields } = context.getCurrentNodeParameters() ?? {};
	const customer = [(additionalFields as IDataObject | undefined)?.customerId, customerId]
		.map(chosen)
		.find((value) => !isEmpty(value));
	if (customer === undefined) {
		throw new UserError('Choose a customer first', {
			description:
				'The list shows the saved payment methods of the customer in the field Customer.',
		});
	}
	if (String(customer).startsWith('=')) {
		throw new UserError("The customer is set by an expression, so the list can't be loaded", {
			description: 'Choose By ID instead.',
		});
	}
	return String(customer);
}
