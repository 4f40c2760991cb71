import { DISCOURAGED_WORDS } from '../support/documented';
import { useElepay } from '../support/elepay';
import { runnerOf } from '../support/operations';

const elepay = useElepay();

/** What elepay's codes mean for a row of any resource, where they aren't about codes. */
const CODES: Array<[code: string, message: string, hint: RegExp]> = [
	['M001003', "The payment at the card reader isn't valid", /start the payment again/],
	[
		'M001004',
		"The payment method can't be authorized without taking",
		/Take the money immediately/,
	],
	['M002010', "The payment method can't be authorized several times", /authorized before/],
	['M002012', "The card reader can't be used", /Reader > Get/],
	[
		'M006005',
		"Customer 'cus_1' can only be cancelled at the card reader",
		/Cancel the payment there/,
	],
	['M006006', "Customer 'cus_1': the payment is disputed", /Dispute > Get Many/],
	['M006007', "Customer 'cus_1' has already been paid", /Refund > Create/],
	['M008000', "The payment method can't be used in this web environment", /resourceWebEnv/],
	['U001000', "Customer 'cus_1': the customer's balance is too low", /top it up/],
	['U001234', "Customer 'cus_1': the customer's balance is too low", /top it up/],
	['U002001', "Customer 'cus_1': the customer has reached a limit", /pay later/],
	['U003002', "the customer's payment details are wrong or have expired", /saved again/],
	['U004000', "Customer 'cus_1': the payment was rejected", /another way/],
	['U005000', "Customer 'cus_1': there were too many tries", /after some time/],
	['U006001', 'the customer cancelled or declined', /start again/],
	['U007000', "Customer 'cus_1': the time for it is over", /Start again/],
	['U007001', "Customer 'cus_1': the time to pay is over", /Start again/],
	['U007002', "Customer 'cus_1': the time to refund is over", /another way/],
	['U008002', "the payment method doesn't accept this amount", /minAmount and maxAmount/],
	['U009000', "Customer 'cus_1': the customer needs to complete a further step", /payment page/],
	['U010000', "elepay refused customer 'cus_1'", /^Ask elepay support/],
	[
		'M001001',
		"The payment method isn't available to this account",
		/enabled in the elepay dashboard/,
	],
	['M006000', "Customer 'cus_1' can't be changed in its current state", /Get it to see its status/],
	['M006004', "Customer 'cus_1' has expired", /Create a new one/],
];

it.each(CODES)('tells what %s means, and what helps', async (errorCode, message, hint) => {
	elepay.sandbox.faults.set([{ answer: { errorCode, message: 'Words of elepay.' } }]);
	const { failed } = await runnerOf(elepay, 'customer')('get', [{}], { customerId: 'cus_1' });
	const told = failed[0] as { elepayError: string; elepayHelp: string };
	expect(told.elepayError).toContain(message);
	expect(told.elepayError).not.toMatch(DISCOURAGED_WORDS);
	expect(told.elepayHelp).toMatch(hint);
	expect(told.elepayHelp).not.toMatch(/EasyQR (?!Code >)|\bcodes?\b(?! Create)/);
	expect(told.elepayHelp).toContain(`elepay says: "Words of elepay." (${errorCode}, request req_`);
});
