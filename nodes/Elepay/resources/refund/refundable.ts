import { UserError, type IDataObject } from 'n8n-workflow';

import { inSentence } from '../../../api/words';
import { hasList } from '../../../api/lists';
import type { Row } from '../../run/row';

/** What of a charge a row wants to give back. */
interface Wanted {
	sum: number;
	/** What hasn't been given back yet. */
	remaining: number;
}

/**
 * Objects to a refund of which elepay lets one know that it can't be made.
 *
 * @param charge the charge as it is now
 * @throws {UserError}
 */
export async function checkRefundable(
	row: Row,
	charge: IDataObject,
	{ sum, remaining }: Wanted,
): Promise<void> {
	const id = `Charge '${String(charge.id)}'`;
	if (charge.disputed === true) {
		throw new UserError(`${id} is disputed, so it can't be refunded`, {
			description: 'Wait for the outcome of the dispute: see Dispute > Get Many.',
		});
	}
	if (charge.paid !== true) {
		throw new UserError(`${id} isn't paid: its status is ${String(charge.status)}`, {
			description: "There's nothing to refund. Cancel the charge if it must no longer be paid.",
		});
	}
	const { currency } = row.values;
	if (currency !== undefined && currency !== charge.currency) {
		throw new UserError(
			`Currency is ${String(currency)}, but ${inSentence(id)} was paid in ${String(charge.currency)}`,
			{
				description: 'Leave Currency empty, or correct it.',
			},
		);
	}
	if (remaining <= 0) {
		throw new UserError(`${id} has already been refunded in full`, {
			description: 'Nothing is left to do for this row.',
		});
	}
	if (sum > remaining) {
		throw new UserError(`Amount is more than what is left to refund of ${inSentence(id)}`, {
			description: `Amount is ${sum}, and ${remaining} of ${String(charge.amount)} can still be refunded.`,
		});
	}
	await checkMethod(row, charge, { sum, remaining });
}

interface Method extends IDataObject {
	paymentMethod: string;
	channelProperties?: {
		isSupportRefund?: boolean;
		isSupportPartialRefund?: boolean;
		isSupportMultipleRefund?: boolean;
	};
}

async function checkMethod(
	row: Row,
	charge: IDataObject,
	{ sum, remaining }: Wanted,
): Promise<void> {
	const method = (await methodsOf(row)).find(
		({ paymentMethod }) => paymentMethod === charge.paymentMethod,
	);
	const { isSupportRefund, isSupportPartialRefund, isSupportMultipleRefund } =
		method?.channelProperties ?? {};
	const name = String(charge.paymentMethod);
	const isPart = sum < Number(charge.amount);
	const isFurther = remaining < Number(charge.amount);
	if (isSupportRefund === false) {
		throw new UserError(`Payments with ${name} can't be refunded through elepay`, {
			description: 'Refund the customer in another way.',
		});
	}
	if (isPart && isSupportPartialRefund === false) {
		throw new UserError(`Payments with ${name} can't be refunded in parts`, {
			description: 'Turn on Full Remaining Amount, or refund the customer in another way.',
		});
	}
	if (isFurther && isSupportMultipleRefund === false) {
		throw new UserError(`Payments with ${name} can be refunded only once`, {
			description: 'A part has already been refunded. Refund the rest in another way.',
		});
	}
}

/** What the account's payment methods can do. Where elepay doesn't tell, it decides itself. */
async function methodsOf(row: Row): Promise<Method[]> {
	return await row.account.once('payment methods', async () => {
		const answer = await row
			.send<{ paymentMethods: Method[] }>({
				method: 'GET',
				url: '/payment-methods',
				subject: 'The list of payment methods',
				name: 'payment methods',
				isExpected: hasList('paymentMethods'),
			})
			.catch(() => undefined);
		return answer?.paymentMethods ?? [];
	});
}
