import { type CardInfo, cardInfo } from '../../elepay/cardInfo';
import type { Customer } from '../../elepay/customer/customer';
import type { Source } from '../../elepay/source/source';

const JAPANESE_FAMILIES = [
	['佐藤', 'sato'],
	['鈴木', 'suzuki'],
	['高橋', 'takahashi'],
	['田中', 'tanaka'],
	['伊藤', 'ito'],
	['渡辺', 'watanabe'],
	['山本', 'yamamoto'],
	['中村', 'nakamura'],
	['小林', 'kobayashi'],
	['加藤', 'kato'],
	['吉田', 'yoshida'],
	['髙﨑', 'takasaki'],
	['佐々木', 'sasaki'],
	['山口', 'yamaguchi'],
	['松本', 'matsumoto'],
] as const;

const JAPANESE_NAMES = [
	['健', 'ken'],
	['美咲', 'misaki'],
	['翔太', 'shota'],
	['さくら', 'sakura'],
	['大輔', 'daisuke'],
	['陽子', 'yoko'],
	['直樹', 'naoki'],
	['ユキ', 'yuki'],
	['一郎', 'ichiro'],
	['恵', 'megumi'],
] as const;

const OTHER_FAMILIES = [
	'Smith',
	"O'Brien",
	'Müller',
	'Nguyen',
	'Kim',
	'Garcia',
	'Chen',
	'Rossi',
	'Novák',
	'Silva',
];

const OTHER_NAMES = [
	'Anna',
	'Ben',
	'Chloé',
	'David',
	'Elena',
	'Frank',
	'Grace',
	'Hugo',
	'Iris',
	'Jan',
];

const CARD_BRANDS = ['visa', 'mastercard', 'jcb', 'amex'];

const asciiLetters = (name: string) =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^a-z]/g, '');

function people(): { name: string; mail: string }[] {
	const japanese = JAPANESE_FAMILIES.flatMap(([family, familyMail]) =>
		JAPANESE_NAMES.map(([given, givenMail]) => ({
			name: `${family} ${given}`,
			mail: `${familyMail}.${givenMail}`,
		})),
	);
	const others = OTHER_FAMILIES.flatMap((family) =>
		OTHER_NAMES.map((given) => ({
			name: `${given} ${family}`,
			mail: `${asciiLetters(given)}.${asciiLetters(family)}`,
		})),
	);
	return [...japanese, ...others];
}

function card(number: number, order: number, name: string): CardInfo {
	return cardInfo({
		brand: CARD_BRANDS[(number + order) % CARD_BRANDS.length] ?? 'visa',
		last4: String((number * 37 + order) % 10_000).padStart(4, '0'),
		expMonth: (number % 12) + 1,
		expYear: 2030 + order,
		name,
		threeDSecure: true,
		threeDSecureVersion: '2.2.0',
	});
}

const SOURCE_METHODS = ['creditcard', 'paypay', 'linepay'];

function sourcesOf(customer: Customer, number: number): Source[] {
	return SOURCE_METHODS.slice(0, number % 4).map((paymentMethod, index): Source => ({
		id: `${customer.id.replace('cus', 'src')}_${index + 1}`,
		object: 'source',
		customerId: customer.id,
		liveMode: customer.liveMode,
		paymentMethod,
		resource: 'web',
		description: null,
		extra: {},
		info: {},
		cardInfo: paymentMethod === 'creditcard' ? card(number, index, customer.name ?? '') : null,
		metadata: {},
		credential: null,
		status: index === 2 ? 'pending' : 'active',
	}));
}

export interface CustomerWithSources {
	customer: Customer;
	sources: Source[];
}

/**
 * The 250 customers of one mode, `cus_test_0001` to `cus_test_0250` (or `cus_live_…`), the same in
 * every run. Customer n has n % 4 sources: `src_test_0001_1` and so on.
 */
export function createCustomers(liveMode: boolean): CustomerWithSources[] {
	return people().map((person, index) => {
		const number = index + 1;
		const digits = String(number).padStart(4, '0');
		const customer: Customer = {
			id: `cus_${liveMode ? 'live' : 'test'}_${digits}`,
			object: 'customer',
			liveMode,
			defaultSource: null,
			name: person.name,
			description: null,
			email: `${person.mail}@example.com`,
			phone: `090-0000-${digits}`,
			remark: null,
			operator: null,
			status: 'active',
			metadata: {},
			updateTime: 1_735_689_600_000,
		};
		const sources = sourcesOf(customer, number);
		customer.defaultSource = sources[0]?.id ?? null;
		return { customer, sources };
	});
}
