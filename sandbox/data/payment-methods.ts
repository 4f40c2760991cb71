import type { PaymentMethod } from '../objects';

interface Traits {
	resources?: string[];
	brand?: string[];
	ua?: string;
	source?: boolean;
	maxAmount?: number;
	minAmount?: number;
	resourceWebEnv?: 'all' | 'wallet_app' | 'web';
}

function method(paymentMethod: string, traits: Traits = {}): PaymentMethod {
	const source = traits.source ?? false;
	return {
		paymentMethod,
		resources: traits.resources ?? ['web', 'ios', 'android'],
		brand: traits.brand ?? [],
		ua: traits.ua ?? null,
		channelProperties: {
			isSupportRefund: true,
			isSupportPartialRefund: true,
			isSupportMultipleRefund: true,
			isSupportSource: source,
			isSupportMultipleSource: source,
			maxAmount: traits.maxAmount ?? 1_000_000,
			minAmount: traits.minAmount ?? 1,
			resourceWebEnv: traits.resourceWebEnv ?? 'all',
		},
		customerProperties: { isSupportCustomer: source, isSupportMultipleSource: source },
	};
}

/** The payment methods that the sandbox's merchant has switched on. */
export const PAYMENT_METHODS: PaymentMethod[] = [
	method('paypay', { source: true }),
	method('alipay', { ua: 'AlipayClient' }),
	method('wechatpay', { ua: 'MicroMessenger', resources: ['web', 'ios', 'android', 'mini'] }),
	method('linepay', { resources: ['web', 'ios', 'android', 'liff'], source: true }),
	method('rakutenpay', { resources: ['web'], minAmount: 100 }),
	method('aupay', { resources: ['web'] }),
	method('merpay', { resources: ['web'] }),
	method('creditcard', {
		brand: ['visa', 'mastercard', 'jcb', 'amex', 'diners'],
		source: true,
		maxAmount: 9_999_999,
		minAmount: 50,
	}),
	method('applepay', {
		brand: ['visa', 'mastercard', 'jcb', 'amex'],
		resources: ['web', 'ios'],
		resourceWebEnv: 'web',
	}),
];

/** Every payment method that elepay names, switched on here or not. */
export const ALL_PAYMENT_METHODS = [
	'alipay',
	'alipayhk',
	'alipayplus',
	'amazonpay',
	'applepay',
	'applepay_cn',
	'atokara',
	'atone',
	'aupay',
	'creditcard',
	'dana',
	'docomopay',
	'ezlink',
	'felica',
	'felica_id',
	'felica_quickpay',
	'felica_transport_ic',
	'gcash',
	'ginkopay',
	'googlepay',
	'jcoinpay',
	'jkopay',
	'kakaopay',
	'linepay',
	'merpay',
	'origamipay',
	'paidy',
	'paypal',
	'paypay',
	'pxpayplus',
	'rakutenpay',
	'tng',
	'truemoney',
	'unionpay',
	'wechatpay',
	'aeonpay',
	'rabbitlinepay',
	'bpi',
	'boost',
	'hellomoney',
	'tosspay',
	'naverpay',
];
