import type { Properties } from './apiObject';

/** How somebody pays, as far as elepay tells. */
export const cardInfo: Properties = {
	brand: 'text',
	last4: 'text',
	expMonth: 'integer',
	expYear: 'integer',
	name: 'text',
	wallet: 'text',
	walletApp: 'text',
	repaymentType: 'text',
	approvalCode: 'text',
	threeDSecure: 'flag',
	threeDSecureVersion: 'text',
	threeDSecureDetail: 'text',
	businessType: 'text',
	konbiniScanTime: 'integer',
	konbiniType: 'text',
	receivedAmount: 'integer',
	receivedTime: 'integer',
	bankUserCode: 'text',
	bankUserName: 'text',
	bankName: 'text',
	bankBranchName: 'text',
	bankAccountNo: 'text',
};
