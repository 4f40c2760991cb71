import type { Given } from '../../dist/nodes/Elepay/fields/checked';
import { bodyFinding, PROPERTY_NAMES } from '../support/documented';
import { refusalOf } from '../support/refusals';
import { codeBody, FIELDS, labelOf } from './support/create';

const NEEDED = { amount: 1200, orderNo: 'A-1' };

/** The body for these values beside the two that every code needs. */
const bodyOf = (values: Given) => codeBody({ ...NEEDED, ...values });

const refused = (values: Given) => refusalOf(() => bodyOf(values));

const texts = (count: number, value: unknown = 'v') =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, value]));

const SAMPLES: Record<string, [given: unknown, sent: unknown]> = {
	amount: ['980', 980],
	currency: ['usd', 'USD'],
	orderNo: [20240017, '20240017'],
	description: [' 請求書 17 ', '請求書 17'],
	extra: ['{"defaultPaymentMethod":"paypay"}', { defaultPaymentMethod: 'paypay' }],
	metadata: [
		{ invoice: 17, open: true },
		{ invoice: '17', open: 'true' },
	],
	expiryDuration: ['30', 30],
	frontUrl: ['https://example.com/thanks?a=1', 'https://example.com/thanks?a=1'],
	items: [
		'[{"name":"Matcha","price":"600","count":2,"image":"https://example.com/m.png"}]',
		[{ name: 'Matcha', price: 600, count: 2, image: 'https://example.com/m.png' }],
	],
	locationId: ['loc_1', 'loc_1'],
	customerId: ['cus_1', 'cus_1'],
	sourceId: ['src_1', 'src_1'],
	shouldCreateSource: ['TRUE', true],
};
const PROPERTIES = Object.keys(SAMPLES);

describe('the properties of a code', () => {
	it('are those of the reference', () => {
		expect(FIELDS.map(({ name }) => name).sort()).toEqual([...PROPERTY_NAMES].sort());
	});

	it.each(PROPERTIES)('%s is sent alone, beside what every code needs', (name) => {
		const [given, sent] = SAMPLES[name]!;
		const body = bodyOf({ [name]: given });
		expect(body).toEqual({ ...NEEDED, [name]: sent });
		expect(bodyFinding(body)).toBeUndefined();
	});

	it('are sent all together', () => {
		const given = Object.fromEntries(PROPERTIES.map((name) => [name, SAMPLES[name]![0]]));
		const body = codeBody(given);
		expect(body).toEqual(Object.fromEntries(PROPERTIES.map((name) => [name, SAMPLES[name]![1]])));
		expect(bodyFinding(body)).toBeUndefined();
	});

	it.each([
		['undefined', undefined],
		['null', null],
		['no text', ''],
		['white space', ' \t\r\n'],
		['a full-width space', '\u3000'],
	])('are left out of the body when they hold %s', (_what, empty) => {
		const optional = PROPERTIES.filter((name) => !(name in NEEDED));
		expect(bodyOf(Object.fromEntries(optional.map((name) => [name, empty])))).toEqual(NEEDED);
	});

	it.each(['amount', 'orderNo'] as const)('%s has to be there', (name) => {
		const label = labelOf(name);
		for (const value of [undefined, null, '', '  ']) {
			const { message, description } = refused({ [name]: value });
			expect(message).toBe(`${label} is empty`);
			expect(description).toContain(label);
			expect(description).toContain('or its expression gives nothing for this row');
		}
	});

	it('are the only ones that are sent', () => {
		const values = { ...NEEDED, charge: 'x', toString: 'y', amount2: 3 };
		expect(codeBody(values)).toEqual(NEEDED);
	});
});

describe('whole numbers', () => {
	it.each([
		[0, 0],
		['0', 0],
		[-0, 0],
		['-0', 0],
		['007', 7],
		[1200, 1200],
		[1200.0, 1200],
		[' 1200 ', 1200],
		['1200\n', 1200],
		[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
		['9007199254740991', 9007199254740991],
	])('takes %p as the amount %p', (given, sent) => {
		const { amount } = bodyOf({ amount: given });
		expect(amount).toBe(sent);
	});

	it.each([
		['12.5', '"12.5"'],
		['٣', '"٣"'],
		['+5', '"+5"'],
		['1e3', '"1e3"'],
		['0x10', '"0x10"'],
		['1 200', '"1 200"'],
		['--1', '"--1"'],
		['NaN', '"NaN"'],
		[12.5, '12.5'],
		[NaN, 'NaN'],
		[Infinity, 'Infinity'],
		[-Infinity, '-Infinity'],
		[true, 'true'],
		[false, 'false'],
		[[1200], 'a list of 1'],
		[[], 'a list of 0'],
		[{ value: 1200 }, 'an object'],
		[new Date(0), 'an object'],
		[() => 1200, 'a function'],
		[Symbol('1200'), 'a symbol'],
		[1200n, 'a bigint'],
	])('refuses %p as an amount', (given, shape) => {
		const { message, description } = refused({ amount: given });
		expect(message).toBe(`Amount needs to be a whole number, but is ${shape}`);
		expect(description).toMatch(/whole yen.*e\.g\. 1200/);
	});

	it.each([
		[-1, '-1'],
		['-1', '"-1"'],
		[1e21, '1e+21'],
		[Number.MAX_SAFE_INTEGER + 1, '9007199254740992'],
		['9007199254740993', '"9007199254740993"'],
		['9'.repeat(400), `"${'9'.repeat(50)}…"`],
	])('refuses %p, an amount that is out of range', (given, shape) => {
		const { message, description } = refused({ amount: given });
		expect(message).toMatch(
			/^Amount needs to be (a whole number|0 or more|a number of up to 15 digits), but is /,
		);
		expect(message).toContain(shape);
		expect(description).toContain('Amount');
	});

	it.each([
		[2, false],
		['2', false],
		[3, true],
		['3', true],
		[30, true],
		[31, false],
		[0, false],
		[-3, false],
	])('with an expiry of %p minutes is fine: %p', (expiryDuration, isFine) => {
		if (isFine) {
			expect(bodyOf({ expiryDuration })).toEqual({
				...NEEDED,
				expiryDuration: Number(expiryDuration),
			});
			return;
		}
		const { message, description } = refused({ expiryDuration });
		expect(message).toBe(
			`Expires After (Minutes) needs to be between 3 and 30, but is ${JSON.stringify(expiryDuration)}`,
		);
		expect(description).toBe('Correct Expires After (Minutes): it needs to be between 3 and 30.');
	});
});

describe('texts', () => {
	const MOST = { orderNo: 50, description: 255, locationId: 32, customerId: 32, sourceId: 32 };

	describe.each(Object.entries(MOST) as Array<[keyof typeof MOST, number]>)(
		'%s, at most %i characters',
		(name, most) => {
			const label = labelOf(name);

			it.each([
				['one letter', 'x'],
				['one less', 'x'.repeat(most - 1)],
				['as many', 'x'.repeat(most)],
				['as many Japanese ones', '請'.repeat(most)],
				['as many emoji', '😀'.repeat(most)],
			])('takes %s', (_what, value) => {
				const body = bodyOf({ [name]: value });
				expect(body[name]).toBe(value);
				expect(bodyFinding(body)).toBeUndefined();
			});

			it.each([
				['letters', 'x'.repeat(most + 1)],
				['emoji', '😀'.repeat(most + 1)],
				['Japanese characters', '請'.repeat(most + 1)],
			])('refuses one more of %s', (_what, value) => {
				const { message, description } = refused({ [name]: value });
				expect(message).toBe(`${label} has ${most + 1} characters; the limit is ${most}`);
				expect(description).toContain(`up to ${most} characters`);
			});

			it('counts without the white space around it', () => {
				expect(bodyOf({ [name]: ` ${'x'.repeat(most)}\u3000` })[name]).toBe('x'.repeat(most));
			});

			it.each([
				[true, 'true'],
				[NaN, 'NaN'],
				[Infinity, 'Infinity'],
				[1e21, '1e+21'],
				[1e-7, '1e-7'],
				[['a', 'b'], 'a list of 2'],
				[{ id: 'x' }, 'an object'],
			])('refuses %p', (value, shape) => {
				const { message, description } = refused({ [name]: value });
				expect(message).toBe(`${label} needs to be text or a number, but is ${shape}`);
				expect(description).toContain(label);
			});
		},
	);

	it.each([
		[7, '7'],
		[-7, '-7'],
		[0, '0'],
		[20240017, '20240017'],
		[12.5, '12.5'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		['007', '007'],
		['A – 17 / é', 'A – 17 / é'],
		['__proto__', '__proto__'],
		['{{ $json.x }}', '{{ $json.x }}'],
	])('takes %p as the order number %p', (given, sent) => {
		expect(bodyOf({ orderNo: given }).orderNo).toBe(sent);
	});

	it('refuses an order number of which a spreadsheet has lost digits', () => {
		// 9007199254740993 and 9007199254740992 are the same number here: two orders, one order number
		const { message } = refused({ orderNo: Number('9007199254740993') });
		expect(message).toContain('Order Number');
	});
});

describe('currency', () => {
	it.each(['JPY', 'jpy', ' Jpy ', 'usd', 'ZZZ'])('takes %p', (currency) => {
		expect(bodyOf({ currency }).currency).toBe(currency.trim().toUpperCase());
	});

	it.each([
		['JP', '"JP"'],
		['JPYY', '"JPYY"'],
		['¥', '"¥"'],
		['円', '"円"'],
		['ＪＰＹ', '"ＪＰＹ", with full-width characters'],
		['J P', '"J P"'],
		['ßßß', '"ßßß"'],
		['JPY\nUSD', '"JPY\nUSD", with a line break before the "U"'],
		[392, '392'],
		[true, 'true'],
		[['JPY'], 'a list of 1'],
		[{ code: 'JPY' }, 'an object'],
	])('refuses %p', (currency, shape) => {
		const { message, description } = refused({ currency });
		expect(message).toBe(`Currency needs to be a three-letter currency code, but is ${shape}`);
		expect(description).toContain('such as JPY');
	});
});

describe('web addresses', () => {
	const TAKEN = [
		'http://ab',
		'https://example.com',
		'https://example.com/',
		'https://example.com/a?b=c&d=%E3%81%82#e',
		'http://127.0.0.1:8080/x',
		`https://example.com/${'x'.repeat(3000)}`,
	];
	const REFUSED = [
		'example.com',
		'http://',
		'http://a',
		'ftp://example.com/x',
		'javascript:alert(1)',
		'HTTPS://example.com',
		'https://example.com/ありがとう',
		'https://example.com/a b',
		'https://example.com/a\nb',
		'https://example.com/x.',
		'https://example.com/<x>',
		'see https://example.com/',
		"https://example.com/it's",
		5,
		true,
		['https://example.com'],
		{ url: 'https://example.com' },
	];

	it.each(TAKEN)('takes %p', (address) => {
		const body = bodyOf({
			frontUrl: ` ${address}\n`,
			items: [{ name: 'x', price: 1, count: 1, image: address }],
		});
		expect(body.frontUrl).toBe(address);
		expect(body.items).toEqual([{ name: 'x', price: 1, count: 1, image: address }]);
		expect(bodyFinding(body)).toBeUndefined();
	});

	it.each(REFUSED)('refuses %p', (address) => {
		const { message, description } = refused({ frontUrl: address });
		expect(message).toMatch(/^Return URL isn't a web address that elepay accepts: got /);
		expect(description).toContain('percent-encode');
		const items = [{ name: 'x', price: 1, count: 1, image: address }];
		expect(refused({ items }).message).toMatch(/^Items 1 Image URL isn't a web address/);
	});
});

describe('yes or no', () => {
	it.each([
		[true, true],
		['true', true],
		['TRUE', true],
		[' True ', true],
		[1, true],
		['1', true],
		[false, false],
		['FALSE', false],
		['false', false],
		[0, false],
		['0', false],
	])('takes %p as %p', (given, sent) => {
		expect(bodyOf({ shouldCreateSource: given }).shouldCreateSource).toBe(sent);
	});

	it.each([
		['yes', '"yes"'],
		['2', '"2"'],
		['はい', '"はい"'],
		[2, '2'],
		[NaN, 'NaN'],
		[[true], 'a list of 1'],
		[['1'], 'a list of 1'],
		[[], 'a list of 0'],
		[{}, 'an object'],
		[{ toString: 1, valueOf: 1 }, 'an object'],
		[Object.create(null) as object, 'an object'],
	])('refuses %p', (given, shape) => {
		const { message, description } = refused({ shouldCreateSource: given });
		expect(message).toBe(`Save Payment Method needs to be true or false, but is ${shape}`);
		expect(description).toBe('Enter true or false in Save Payment Method.');
	});
});

describe.each([
	['metadata', 'Metadata'],
	['extra', 'Extra'],
] as const)('%s', (name, label) => {
	it('takes numbers, booleans and texts as texts', () => {
		const given = { a: 'x', b: 12.5, c: -3, d: true, e: false, f: ' y ' };
		const sent = { a: 'x', b: '12.5', c: '-3', d: 'true', e: 'false', f: 'y' };
		expect(bodyOf({ [name]: given })[name]).toEqual(sent);
		expect(bodyOf({ [name]: JSON.stringify(given) })[name]).toEqual(sent);
	});

	it('leaves out keys without a value, and itself if no key is left', () => {
		expect(bodyOf({ [name]: { a: '', b: null, c: undefined, d: ' ', e: 0 } })[name]).toEqual({
			e: '0',
		});
		expect(bodyOf({ [name]: { a: '', b: null } })).toEqual(NEEDED);
		expect(bodyOf({ [name]: {} })).toEqual(NEEDED);
		expect(bodyOf({ [name]: '{}' })).toEqual(NEEDED);
		expect(bodyOf({ [name]: 'null' })).toEqual(NEEDED);
	});

	it('takes 20 keys and refuses 21', () => {
		expect(Object.keys(bodyOf({ [name]: texts(20) })[name] as object)).toHaveLength(20);
		expect(bodyOf({ [name]: { ...texts(20), empty: '' } })[name]).toEqual(texts(20));
		const { message, description } = refused({ [name]: texts(21) });
		expect(message).toBe(`${label} has 21 entries; the limit is 20`);
		expect(description).toContain('up to 20 entries');
	});

	it.each(['k'.repeat(20), '鍵'.repeat(20), '😀'.repeat(20), 'a.b', 'a b', '0'])(
		'takes the key %p',
		(key) => {
			expect(bodyOf({ [name]: { [key]: 'v' } })[name]).toEqual({ [key]: 'v' });
		},
	);

	it.each(['k'.repeat(21), '😀'.repeat(21)])('refuses the key %p', (key) => {
		const { message, description } = refused({ [name]: { [key]: 'v' } });
		expect(message).toBe(`The name "${key}" in ${label} is too long`);
		expect(description).toContain('up to 20 characters');
	});

	it.each([
		['in\u200bvoice', 'an invisible character (U+200B) before the "v"'],
		['invoice\u00a0', 'an invisible character (U+00A0) at the end'],
		['a\nb', 'a line break before the "b"'],
	])('refuses the key %j', (key, unfit) => {
		const { message } = refused({ [name]: { [key]: 'v' } });
		expect(message).toBe(`The name "${key}" in ${label} has ${unfit}`);
	});

	it.each(['', ' ', '\u3000', '\u200b'])('refuses a value under the key %j', (key) => {
		const { message, description } = refused({ [name]: { [key]: 'v' } });
		expect(message).toBe(`${label} has a value without a name`);
		expect(description).toContain('1 to 20 characters');
	});

	it.each([
		[NaN, 'NaN'],
		[1e21, '1e+21'],
		[['x'], 'a list of 1'],
		[{ x: 1 }, 'an object'],
	])('refuses %p as a value', (value, shape) => {
		const { message } = refused({ [name]: { invoice: value } });
		expect(message).toBe(`${label} "invoice" needs to be text or a number, but is ${shape}`);
	});

	it.each([
		['a=b', '"a=b"', "isn't valid JSON: got"],
		['{"a":1', '"{"a":1"', "isn't valid JSON: got"],
		["{'a':1}", `"{'a':1}"`, "isn't valid JSON: got"],
		['[1]', 'a list of 1', 'needs to be names and values, but is'],
		['"text"', '"text"', 'needs to be names and values, but is'],
		['5', '5', 'needs to be names and values, but is'],
		[5, '5', 'needs to be names and values, but is'],
		[true, 'true', 'needs to be names and values, but is'],
		[['a'], 'a list of 1', 'needs to be names and values, but is'],
	])('refuses %p', (value, shape, what) => {
		const { message, description } = refused({ [name]: value });
		expect(message).toBe(`${label} ${what} ${shape}`);
		expect(description).toContain(label);
	});
});

describe('metadata', () => {
	it.each([
		['letters', 'x'.repeat(255)],
		['Japanese characters', '請'.repeat(85)],
		['emoji', `${'😀'.repeat(63)}xxx`],
	])('takes a value of 255 bytes of %s', (_what, value) => {
		expect(Buffer.byteLength(value)).toBe(255);
		expect(bodyOf({ metadata: { memo: value } }).metadata).toEqual({ memo: value });
	});

	it.each([
		['letters', 'x'.repeat(256)],
		['Japanese characters', `請${'請'.repeat(84)}x`],
		['emoji', '😀'.repeat(64)],
	])('refuses a value of 256 bytes of %s', (_what, value) => {
		const { message, description } = refused({ metadata: { memo: value } });
		expect(message).toBe('Metadata "memo" has 256 bytes; the limit is 255');
		expect(description).toContain('up to 255 bytes');
	});

	it.each(['route', '__x', '__', '__proto__'])('refuses the reserved name %p', (key) => {
		for (const metadata of [JSON.parse(`{"${key}":"v"}`), `{"${key}":"v"}`] as unknown[]) {
			const { message, description } = refused({ metadata });
			expect(message).toBe(`Metadata uses a name that elepay reserves: "${key}"`);
			expect(description).toContain('"route"');
		}
	});

	it.each(['Route', 'routes', '_x', 'x__'])('takes the name %p', (key) => {
		expect(bodyOf({ metadata: { [key]: 'v' } }).metadata).toEqual({ [key]: 'v' });
	});
});

describe('extra', () => {
	it('has no reserved names and no limit for its values', () => {
		const extra = JSON.parse(
			`{"route":"v","__proto__":"w","long":"${'x'.repeat(9000)}"}`,
		) as object;
		const body = bodyOf({ extra });
		expect(JSON.parse(JSON.stringify(body.extra))).toEqual(extra);
		expect(Object.keys(body.extra as object)).toEqual(['route', '__proto__', 'long']);
		expect(Object.getPrototypeOf(body.extra)).toBe(Object.prototype);
	});
});

describe('items', () => {
	const TEA = { name: 'Tea', price: 300, count: 1 };

	it('takes a list, also as JSON text', () => {
		const given = [TEA, { name: 5, price: '-300', count: '0', image: '' }];
		const sent = [TEA, { name: '5', price: -300, count: 0 }];
		expect(bodyOf({ items: given }).items).toEqual(sent);
		expect(bodyOf({ items: JSON.stringify(given) }).items).toEqual(sent);
		expect(bodyFinding(bodyOf({ items: given }))).toBeUndefined();
	});

	it('takes very many', () => {
		expect(bodyOf({ items: Array(500).fill(TEA) }).items).toHaveLength(500);
	});

	it.each([[[]], ['[]'], ['null']])('leaves out %p', (items) => {
		expect(bodyOf({ items })).toEqual(NEEDED);
	});

	it.each(['name', 'price', 'count'])('refuses an item without %s', (name) => {
		for (const empty of [undefined, null, '', ' ']) {
			const { message, description } = refused({ items: [TEA, { ...TEA, [name]: empty }] });
			const label = { name: 'Name', price: 'Price', count: 'Count' }[name];
			expect(message).toBe(`Items 2 ${label} is empty`);
			expect(description).toContain(`Fill in ${label}`);
		}
	});

	it.each([
		[{ price: 12.5 }, 'Items 1 Price needs to be a whole number, but is 12.5'],
		[{ price: '1,200' }, 'Items 1 Price needs to be a whole number, but is "1,200"'],
		[{ count: true }, 'Items 1 Count needs to be a whole number, but is true'],
		[{ count: 1e21 }, 'Items 1 Count needs to be a number of up to 15 digits, but is 1e+21'],
		[{ name: ['Tea'] }, 'Items 1 Name needs to be text or a number, but is a list of 1'],
		[{ qty: 2 }, 'Items 1 has an unknown property: "qty"'],
		[{ toString: 'x' }, 'Items 1 has an unknown property: "toString"'],
	])('refuses an item with %p', (change, expected) => {
		expect(refused({ items: [{ ...TEA, ...change }] }).message).toBe(expected);
	});

	it('refuses an item with an own property __proto__', () => {
		const items = '[{"name":"Tea","price":1,"count":1,"__proto__":{"image":"x"}}]';
		expect(refused({ items }).message).toContain('"__proto__"');
	});

	it.each([
		[TEA, 'Items needs to be a list, but is an object'],
		['{"name":"Tea","price":1,"count":1}', 'Items needs to be a list, but is an object'],
		['Tea, 2 pieces', 'Items isn\'t valid JSON: got "Tea, 2 pieces"'],
		[5, 'Items needs to be a list, but is 5'],
		[true, 'Items needs to be a list, but is true'],
		[['Tea'], 'Items 1 needs to be an object, but is "Tea"'],
		[[TEA, null], 'Items 2 needs to be an object, but is empty'],
		[[[TEA]], 'Items 1 needs to be an object, but is a list of 1'],
	])('refuses %p', (items, expected) => {
		const { message, description } = refused({ items });
		expect(message).toBe(expected);
		expect(description).toMatch(/JSON array|JSON object|quotation marks/);
	});
});

describe('messages', () => {
	it('show only the beginning of a long text', () => {
		const { message } = refused({ amount: `x${'😀'.repeat(500)}` });
		expect(message).toBe(`Amount needs to be a whole number, but is "x${'😀'.repeat(49)}…"`);
	});
});
