import type { IDataObject } from 'n8n-workflow';

import { PROPERTY_NAMES } from '../support/documented';
import { refusalOf } from '../support/refusals';
import { codeBody, givenInColumns } from './support/create';

const bodyOf = (row: IDataObject) => codeBody(givenInColumns(row));

/** What a column gives: a property, an entry of one such as "metadata.invoice", or nothing. */
function meaningOf(column: string): string | undefined {
	const [meaning] = Object.entries(givenInColumns({ [column]: 'x' }));
	if (!meaning) return undefined;
	const [name, value] = meaning;
	return value === 'x' ? name : `${name}.${Object.keys(value as object)[0]}`;
}

const NEEDED = { amount: 1200, orderNo: 'A-1' };

describe('the name of a column', () => {
	it.each(PROPERTY_NAMES)('%s is known by the name of the API', (name) => {
		expect(meaningOf(name)).toBe(name);
	});

	it.each([
		['Order No', 'orderNo'],
		['order_no', 'orderNo'],
		['ORDERNO', 'orderNo'],
		['  order   No ', 'orderNo'],
		['Order\nNo', 'orderNo'],
		['order\u3000no', 'orderNo'],
		['_order__no_', 'orderNo'],
		['AMOUNT', 'amount'],
		['Front URL', 'frontUrl'],
		['expiry duration', 'expiryDuration'],
		['should_create_source', 'shouldCreateSource'],
		['order-no', 'orderNo'],
		['Order No.', 'orderNo'],
		['Order Number', 'orderNo'],
		['ＯＲＤＥＲ－ＮＯ', 'orderNo'],
		['\ufeffamount', 'amount'],
		['ａｍｏｕｎｔ', 'amount'],
		['注文番号', 'orderNo'],
		['受注番号', 'orderNo'],
		['請求書番号', 'orderNo'],
		['注文 No.', 'orderNo'],
		['金額', 'amount'],
		['金額（税込）', 'amount'],
		['金額(円)', 'amount'],
		['請求金額', 'amount'],
		['合計', 'amount'],
		['内容', 'description'],
		['摘要', 'description'],
		['件名', 'description'],
		['通貨', 'currency'],
		['有効期限', 'expiryDuration'],
		['Expires After', 'expiryDuration'],
		['Return URL', 'frontUrl'],
		['Customer ID', 'customerId'],
		['metadata.invoice', 'metadata.invoice'],
		['Metadata.Invoice No', 'metadata.Invoice No'],
		['METADATA . key_1 ', 'metadata.key_1'],
		['metadata.a.b', 'metadata.a.b'],
		['extra.defaultPaymentMethod', 'extra.defaultPaymentMethod'],
		['Extra.x', 'extra.x'],
		['metadata.__proto__', 'metadata.__proto__'],
	])('%p means %s', (column, meaning) => {
		expect(meaningOf(column)).toBe(meaning);
	});

	it.each([
		'',
		' ',
		'order',
		'amount.x',
		'items.0',
		'extras.x',
		'__proto__',
		'constructor',
		'toString',
		'金額(税抜)',
		'備考',
		'単価',
	])('%p means nothing', (column) => {
		expect(meaningOf(column)).toBeUndefined();
	});
});

describe('a row', () => {
	it('gives all properties, and the columns nobody knows are ignored', () => {
		const row = {
			'Order No': 17,
			Amount: '1200',
			currency: 'usd',
			Description: 'June',
			'expiry duration': '5',
			'Front URL': 'https://example.com/',
			items: '[{"name":"Tea","price":300,"count":4}]',
			'location id': 'loc_1',
			customer_id: 'cus_1',
			sourceID: 'src_1',
			'Should Create Source': 'FALSE',
			metadata: '{"a":"1"}',
			'metadata.B': 2,
			extra: { x: 'y' },
			'extra.z': true,
			row_number: 2,
			'': 'nameless',
			__proto: 'x',
		};
		expect(bodyOf(row)).toEqual({
			amount: 1200,
			orderNo: '17',
			currency: 'USD',
			description: 'June',
			expiryDuration: 5,
			frontUrl: 'https://example.com/',
			items: [{ name: 'Tea', price: 300, count: 4 }],
			locationId: 'loc_1',
			customerId: 'cus_1',
			sourceId: 'src_1',
			shouldCreateSource: false,
			metadata: { a: '1', B: '2' },
			extra: { x: 'y', z: 'true' },
		});
	});

	it('is left as it was', () => {
		const row = { amount: 5, orderNo: 'x', metadata: { a: 1 }, 'metadata.b': 2 };
		const before = structuredClone(row);
		givenInColumns(row);
		expect(row).toEqual(before);
	});

	it('may come with empty cells', () => {
		const row = { ...NEEDED, description: '', items: null, metadata: ' ', 'metadata.a': '' };
		expect(bodyOf(row)).toEqual(NEEDED);
	});

	it.each([
		['amount', 'Amount', 'amount'],
		['Order No', 'order_no', 'orderNo'],
		['metadata.a', 'Metadata. a', 'metadata.a'],
		['extra.a', 'EXTRA.a', 'extra.a'],
	])('with a value both in %p and in %p is refused', (first, second, meaning) => {
		const { message, description } = refusalOf(() => bodyOf({ [first]: '1', [second]: '1' }));
		expect(message).toBe(`Two columns are both read as ${meaning}: "${first}" and "${second}"`);
		expect(description).toBe('Keep a value in only one of them, or rename the other column.');
	});

	it('may have a second column of the same name if it is empty', () => {
		expect(bodyOf({ ...NEEDED, Amount: '', order_no: null })).toEqual(NEEDED);
	});

	it.each(['顧客', 'Customer', '店舗', 'Location'])('has a column %s of its own', (column) => {
		expect(bodyOf({ ...NEEDED, [column]: '佐藤商店' })).toEqual(NEEDED);
		expect(Object.values(bodyOf({ ...NEEDED, [column]: 'xyz_01' }))).toContain('xyz_01');
	});

	it("takes the API's own name before what people call it", () => {
		expect(bodyOf({ ...NEEDED, 合計: 9999, 注文番号: 'B-1' })).toEqual(NEEDED);
		expect(bodyOf({ 合計: 9999, 注文番号: 'B-1', ...NEEDED })).toEqual(NEEDED);
	});

	it('with two names that people use for one thing is refused', () => {
		const { message } = refusalOf(() => bodyOf({ orderNo: 'x', 金額: 1, 合計: 2 }));
		expect(message).toBe('Two columns are both read as amount: "金額" and "合計"');
	});

	it('keeps metadata keys apart that differ in case', () => {
		const row = { ...NEEDED, 'metadata.a': 1, 'metadata.A': 2 };
		expect(bodyOf(row).metadata).toEqual({ a: '1', A: '2' });
	});

	it.each([
		['an object', { a: 1 }],
		['JSON text', '{"a":1}'],
	])('with a metadata column that is %s joins metadata columns to it', (_what, metadata) => {
		const row = { ...NEEDED, metadata, 'metadata.b': 'x' };
		expect(bodyOf(row).metadata).toEqual({ a: '1', b: 'x' });
		const { message } = refusalOf(() => bodyOf({ ...row, 'metadata.a': 3 }));
		expect(message).toBe('Two columns are both read as metadata.a: "metadata" and "metadata.a"');
	});

	it.each(['null', '""', ' {} '])(
		'loses nothing beside a metadata column that is %p',
		(metadata) => {
			const row = { ...NEEDED, metadata, 'metadata.b': 'x' };
			expect(bodyOf(row).metadata).toEqual({ b: 'x' });
		},
	);

	it.each([
		['a=b', "Metadata isn't valid JSON"],
		['[]', 'Metadata needs to be names and values, but is a list of 0'],
		['5', 'Metadata needs to be names and values, but is 5'],
		[5, 'Metadata needs to be names and values, but is 5'],
		[[1], 'Metadata needs to be names and values, but is a list of 1'],
		[false, 'Metadata needs to be names and values, but is false'],
	])('with a metadata column that is %p is refused, metadata columns or not', (metadata, what) => {
		const alone = refusalOf(() => bodyOf({ ...NEEDED, metadata }));
		const beside = refusalOf(() => bodyOf({ ...NEEDED, metadata, 'metadata.b': 'x' }));
		expect(alone.message).toContain(what);
		expect(beside).toEqual(alone);
	});

	it('with too many metadata columns is refused', () => {
		const columns = Object.fromEntries(
			Array.from({ length: 21 }, (_, index) => [`metadata.k${index}`, index + 1]),
		);
		const { message } = refusalOf(() => bodyOf({ ...NEEDED, ...columns }));
		expect(message).toBe('Metadata has 21 entries; the limit is 20');
	});

	it.each(['route', '__x', '__proto__'])('with a column metadata.%s is refused', (key) => {
		const { message } = refusalOf(() => bodyOf({ ...NEEDED, [`metadata.${key}`]: 'v' }));
		expect(message).toBe(`Metadata uses a name that elepay reserves: "${key}"`);
	});

	it('with a column extra.__proto__ sends an entry of that name and nothing else', () => {
		const { extra } = bodyOf({ ...NEEDED, 'extra.__proto__': 'v' });
		expect(JSON.stringify(extra)).toBe('{"__proto__":"v"}');
	});

	it('with a column named __proto__ ignores it', () => {
		const row = JSON.parse(
			'{"amount":1,"orderNo":"x","__proto__":{"currency":"USD"}}',
		) as IDataObject;
		expect(bodyOf(row)).toEqual({ amount: 1, orderNo: 'x' });
	});

	it('without columns is refused for want of an amount', () => {
		expect(refusalOf(() => bodyOf({})).message).toBe('Amount is empty');
	});
});
