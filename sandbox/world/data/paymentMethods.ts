import type { PaymentMethod } from '../../elepay/paymentMethod/paymentMethod';

interface Traits {
	resources?: string[];
	brand?: string[];
	ua?: string;
	refund?: boolean;
	partialRefund?: boolean;
	multipleRefund?: boolean;
	source?: boolean;
	maxAmount?: number;
	minAmount?: number;
	resourceWebEnv?: 'all' | 'wallet_app' | 'web';
}

function method(paymentMethod: string, traits: Traits = {}): PaymentMethod {
	const { refund = true, source = false } = traits;
	return {
		paymentMethod,
		resources: traits.resources ?? ['web', 'ios', 'android', 'cpm', 'mpm'],
		brand: traits.brand ?? [],
		ua: traits.ua ?? null,
		channelProperties: {
			isSupportRefund: refund,
			isSupportPartialRefund: traits.partialRefund ?? refund,
			isSupportMultipleRefund: traits.multipleRefund ?? refund,
			isSupportSource: source,
			isSupportMultipleSource: source,
			maxAmount: traits.maxAmount ?? 1_000_000,
			minAmount: traits.minAmount ?? 1,
			resourceWebEnv: traits.resourceWebEnv ?? 'all',
		},
		customerProperties: { isSupportCustomer: source, isSupportMultipleSource: source },
	};
}

const CARDS = ['visa', 'mastercard', 'jcb', 'amex'];

/** The payment methods that the sandbox's merchant has switched on for codes. */
export const CODE_PAYMENT_METHODS: PaymentMethod[] = [
	method('paypay', { source: true }),
	method('alipay', { ua: 'AlipayClient' }),
	method('wechatpay', {
		ua: 'MicroMessenger',
		resources: ['web', 'ios', 'android', 'mini', 'cpm', 'mpm'],
	}),
	method('linepay', { resources: ['web', 'ios', 'android', 'liff', 'cpm'], source: true }),
	method('rakutenpay', { resources: ['web', 'cpm'], minAmount: 100 }),
	method('aupay', { resources: ['web', 'cpm'] }),
	method('merpay', { resources: ['web', 'cpm'] }),
	method('creditcard', {
		resources: ['web', 'ios', 'android', 'reader'],
		brand: [...CARDS, 'diners'],
		source: true,
		maxAmount: 9_999_999,
		minAmount: 50,
	}),
	method('applepay', { brand: CARDS, resources: ['web', 'ios'], resourceWebEnv: 'web' }),
	method('docomopay', { resources: ['web', 'cpm'], partialRefund: false, multipleRefund: false }),
	method('unionpay', { resources: ['web', 'cpm', 'mpm'], multipleRefund: false }),
	method('konbini', { resources: ['web'], refund: false, minAmount: 200, maxAmount: 300_000 }),
	method('banktransfer', { resources: ['web'], refund: false }),
];

/** All that the merchant has switched on. */
export const PAYMENT_METHODS: PaymentMethod[] = [
	...CODE_PAYMENT_METHODS,
	method('googlepay', { brand: CARDS, resources: ['web', 'android'] }),
	method('paidy', { resources: ['web', 'ios', 'android'], source: true, minAmount: 100 }),
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
	'clicktopay',
	'banktransfer',
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
	'konbini',
	'linepay',
	'merpay',
	'origamipay',
	'paidy',
	'paypal',
	'paypay',
	'pxpayplus',
	'rakutenpay',
	'smartcode',
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
	'wellwa',
	'grabpay',
	'momopay',
	'promptpay',
	'wovenpay',
	'ezopay',
	'auto',
];
