import type { IDataObject } from 'n8n-workflow';

import { Parameters } from '../../dist/nodes/Elepay/fields/parameters';
import { refusalOf } from '../support/refusals';
import { codeBody, givenInNode, sourceOf } from './support/create';

const bodyOf = (additionalFields: IDataObject, more: IDataObject = {}) =>
	codeBody(givenInNode({ amount: '1200', orderNo: 'A-1', additionalFields, ...more }));

const NEEDED = { amount: 1200, orderNo: 'A-1' };
const TEA = { name: 'Tea', price: 300, count: 4, image: '' };

describe('the fields of Create', () => {
	it('give what is filled in and nothing else', () => {
		expect(bodyOf({}, { currency: 'JPY' })).toEqual({ ...NEEDED, currency: 'JPY' });
		const blank = {
			description: '',
			frontUrl: '',
			items: { item: [] },
			itemsJson: '',
			metadata: { entry: [{ key: '', value: '' }] },
			metadataJson: '  ',
			extra: {},
			extraJson: '',
			locationId: { __rl: true, mode: 'list', value: '' },
			customerId: '',
			// As the editor saves a picker that was added and not touched
			sourceId: { mode: 'list', value: '' },
		};
		expect(bodyOf(blank, { currency: '' })).toEqual(NEEDED);
	});

	it('cannot be outdone by additional fields of the same name', () => {
		expect(bodyOf({ amount: 1, orderNo: 'B', currency: 'USD' }, { currency: '' })).toEqual(NEEDED);
	});

	it('take an ID from a picker or as plain text', () => {
		const picked = { __rl: true, mode: 'list', value: 'cus_1', cachedResultName: 'Sato' };
		expect(bodyOf({ customerId: picked, sourceId: 'src_1', locationId: 5 })).toEqual({
			...NEEDED,
			customerId: 'cus_1',
			sourceId: 'src_1',
			locationId: '5',
		});
		const unmarked = { mode: 'id', value: 'loc_1' };
		expect(bodyOf({ locationId: unmarked }).locationId).toBe('loc_1');
	});

	it.each([
		['metadata', 'metadataJson'],
		['extra', 'extraJson'],
	])('take %s as rows or as %s', (rows, json) => {
		const entry = [
			{ key: 'invoice', value: 17 },
			{ key: 'empty', value: '' },
			{ key: 'open', value: true },
		];
		const sent = { invoice: '17', open: 'true' };
		expect(bodyOf({ [rows]: { entry } })[rows]).toEqual(sent);
		expect(bodyOf({ [json]: JSON.stringify(sent) })[rows]).toEqual(sent);
		expect(bodyOf({ [json]: sent })[rows]).toEqual(sent);
		expect(bodyOf({ [rows]: { entry: [] }, [json]: sent })[rows]).toEqual(sent);
		expect(bodyOf({ [rows]: { entry }, [json]: '' })[rows]).toEqual(sent);
	});

	it('take items as rows or as JSON', () => {
		const sent = [{ name: 'Tea', price: 300, count: 4 }];
		expect(bodyOf({ items: { item: [TEA] } }).items).toEqual(sent);
		expect(bodyOf({ itemsJson: JSON.stringify([TEA]) }).items).toEqual(sent);
		expect(bodyOf({ itemsJson: [TEA] }).items).toEqual(sent);
		expect(bodyOf({ items: { item: [TEA] }, itemsJson: ' ' }).items).toEqual(sent);
	});

	it('take items as JSON where the rows were all removed', () => {
		expect(bodyOf({ items: { item: [] }, itemsJson: [TEA] }).items).toHaveLength(1);
		expect(bodyOf({ items: {}, itemsJson: [TEA] }).items).toHaveLength(1);
	});

	it.each([
		['Items', { items: { item: [TEA] }, itemsJson: '[]' }],
		['Metadata', { metadata: { entry: [{ key: 'a', value: 1 }] }, metadataJson: '{}' }],
		['Extra', { extra: { entry: [{ key: 'a', value: 1 }] }, extraJson: { a: 1 } }],
	])('refuse both forms of %s', (label, fields) => {
		const { message, description } = refusalOf(() => bodyOf(fields));
		expect(message).toBe(`${label} is filled in twice: in the fields and as JSON`);
		expect(description).toBe(`Remove either ${label} or ${label} (JSON)`);
	});

	it.each([
		['Metadata', 'metadata'],
		['Extra', 'extra'],
	])('refuse a name that stands twice in %s', (label, name) => {
		const entry = [
			{ key: 'a', value: '1' },
			{ key: 'a', value: '2' },
		];
		const { message, description } = refusalOf(() => bodyOf({ [name]: { entry } }));
		expect(message).toBe(`${label} has the name "a" twice`);
		expect(description).toContain('only one entry');
		const second = [entry[0]!, { key: 'a', value: '' }];
		expect(bodyOf({ [name]: { entry: second } })[name]).toEqual({ a: '1' });
	});

	it.each([
		['Metadata', 'metadata'],
		['Extra', 'extra'],
	])('refuse a value without a name in %s', (label, name) => {
		for (const key of ['', ' ', null, undefined]) {
			const { message } = refusalOf(() => bodyOf({ [name]: { entry: [{ key, value: 'x' }] } }));
			expect(message).toBe(`${label} has a value without a name`);
		}
	});

	it('take a single row that stands there without a list', () => {
		expect(bodyOf({ metadata: { entry: { key: 'a', value: 'b' } } }).metadata).toEqual({ a: 'b' });
	});

	it('refuse a name that is an object', () => {
		for (const key of [{}, { toString: 1, valueOf: 1 }, [1]]) {
			const entry = [{ key, value: 'x' }];
			const { message } = refusalOf(() => bodyOf({ metadata: { entry } } as IDataObject));
			expect(message).toContain('Metadata');
		}
	});

	it('keep an entry named __proto__ an entry', () => {
		const { extra } = bodyOf({ extra: { entry: [{ key: '__proto__', value: 'x' }] } });
		expect(JSON.stringify(extra)).toBe('{"__proto__":"x"}');
	});

	it.each([
		['additionalFields', 'text'],
		['additionalFields', null],
		['additionalFields', []],
	])('withstand %s that an expression has made %p', (name, value) => {
		expect(bodyOf({}, { [name]: value })).toEqual(NEEDED);
	});

	it.each([
		['metadata', 'text'],
		['metadata', { entry: 'text' }],
		['metadata', { entry: [null] }],
		['metadata', { entry: ['text'] }],
		['items', 'text'],
		['items', { item: 'text' }],
		['items', { item: [null] }],
	])('withstand %s that an expression has made %p', (name, value) => {
		const outcome = () => bodyOf({ [name]: value } as IDataObject);
		try {
			expect(outcome()).toEqual(NEEDED);
		} catch {
			expect(refusalOf(outcome).message).toMatch(/^(Metadata|Items) /);
		}
	});
});

describe('parameters', () => {
	const read = (source: ReturnType<typeof sourceOf>, name: string) =>
		new Parameters(source).read(name, 0);

	it('are looked up once a run, whatever the number of items', () => {
		const source = sourceOf({ amount: '5', nested: { a: ['={{ $json.x }}', 1], b: true } });
		const parameters = new Parameters(source);
		for (let item = 0; item < 10; item++) {
			expect(parameters.read('amount', item)).toBe('5');
			expect(parameters.read('missing', item)).toBe('');
			expect(parameters.read('nested', item)).toEqual({ a: [undefined, 1], b: true });
		}
		expect(source.rawParameter).toHaveBeenCalledTimes(3);
		expect(source.parameter).not.toHaveBeenCalled();
	});

	it.each([
		['={{ $json.x }}', 'X'],
		['={{$json.x}}', 'X'],
		['={{   $json.x\n}}', 'X'],
		['={{ $json["Order No"] }}', 'O'],
		["={{ $json['Order No'] }}", 'O'],
		['={{ $json["日本"] }}', 'J'],
		['={{ $json._a$1 }}', 'D'],
		['={{ $json.missing }}', undefined],
		['={{ $json.constructor }}', undefined],
		['={{ $json["toString"] }}', undefined],
		['={{ $json["__proto__"] }}', undefined],
	])('that are the column %s are taken from the item', (expression, expected) => {
		const row = { x: 'X', 'Order No': 'O', 日本: 'J', _a$1: 'D' };
		const source = sourceOf({ field: expression }, row);
		expect(read(source, 'field')).toBe(expected);
		expect(source.parameter).not.toHaveBeenCalled();
	});

	it.each([
		'={{ $json.x + 1 }}',
		'={{ $json.a.b }}',
		'={{ $json.x }} ',
		'= {{ $json.x }}',
		'=A-{{ $json.x }}',
		'={{ $json.x }}{{ $json.y }}',
		'={{ $json["a\\"b"] }}',
		'={{ $json[`x`] }}',
		"={{ $json['x'].trim() }}",
		'={{ $json.x; }}',
		'={{ $json.日本 }}',
		'=',
		'=text',
	])('that are %p are left to n8n, once an item and with nothing around them', (expression) => {
		const source = sourceOf({ field: { deep: [expression, 'fixed'], other: '={{ $json.x }}' } });
		expect(read(source, 'field')).toEqual({ deep: ['evaluated', 'fixed'], other: undefined });
		expect(source.parameter.mock.calls).toEqual([['field.deep[0]', 0]]);
	});

	it.each(['a.b', 'a b', 'a-b', 'a[0]'])(
		'in a part named %p, to which n8n finds no way, are left to n8n as a whole',
		(part) => {
			const source = sourceOf({ field: { [part]: '={{ $json.x }}', other: 1 } });
			expect(read(source, 'field')).toBe('evaluated');
			expect(source.parameter.mock.calls).toEqual([['field', 0]]);
		},
	);

	it('that are columns are left to n8n where $json stands for something else', () => {
		const source = { ...sourceOf({ field: '={{ $json.x }}' }), row: () => undefined };
		expect(new Parameters(source).read('field', 3)).toBe('evaluated');
		expect(source.parameter.mock.calls).toEqual([['field', 3]]);
	});
});
