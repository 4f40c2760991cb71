/** What is known of a card, a wallet or a payment over a counter; null where it says nothing. */
export interface CardInfo {
	brand: string | null;
	last4: string | null;
	expMonth: number | null;
	expYear: number | null;
	name: string | null;
	wallet: string | null;
	walletApp: string | null;
	threeDSecure: boolean | null;
	threeDSecureVersion: string | null;
	issuerCode: string | null;
	issuerName: string | null;
	repaymentType: string | null;
	approvalCode: string | null;
	threeDSecureDetail: string | null;
	businessType: string | null;
	konbiniScanTime: number | null;
	konbiniType: string | null;
	receivedAmount: number | null;
	receivedTime: number | null;
	bankUserCode: string | null;
	bankUserName: string | null;
	bankName: string | null;
	bankBranchName: string | null;
	bankAccountNo: string | null;
	billingNo: string | null;
}

/** A CardInfo with every documented key. */
export function cardInfo(known: Partial<CardInfo>): CardInfo {
	return {
		brand: null,
		last4: null,
		expMonth: null,
		expYear: null,
		name: null,
		wallet: null,
		walletApp: null,
		threeDSecure: null,
		threeDSecureVersion: null,
		issuerCode: null,
		issuerName: null,
		repaymentType: null,
		approvalCode: null,
		threeDSecureDetail: null,
		businessType: null,
		konbiniScanTime: null,
		konbiniType: null,
		receivedAmount: null,
		receivedTime: null,
		bankUserCode: null,
		bankUserName: null,
		bankName: null,
		bankBranchName: null,
		bankAccountNo: null,
		billingNo: null,
		...known,
	};
}
