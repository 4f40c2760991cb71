import fc from 'fast-check';
import { UserError, type IDataObject } from 'n8n-workflow';

import type { Given } from '../../dist/nodes/Elepay/fields/checked';
import { bodyFinding, PROPERTY_NAMES, withoutUnseenEnds } from '../support/documented';
import { codeBody, givenInColumns, givenInNode } from './support/create';

const RUNS = { numRuns: 1500 };

// --- What users and their spreadsheets may hold ---

const wholeNumberText = fc.oneof(fc.integer().map(String), fc.bigInt().map(String));

const almostNumber = fc.oneof(
	wholeNumberText.map((digits) => ` ${digits} `),
	fc.integer({ min: 1000 }).map((number) => number.toLocaleString('en-US')),
	fc.double().map(String),
	fc.constantFrom('-0', '007', '+5', '1e3', '0x10', '１２', 'NaN', 'Infinity', '12.0', '¥1', '--1'),
);

const anyText = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 60 }),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc
		.array(fc.constantFrom('A', '7', '\u200b', '\u00a0', '\u0000', '\ud800', '\n', ' ', '\u3000'), {
			maxLength: 5,
		})
		.map((characters) => characters.join('')),
	fc.constantFrom(' ', '\u3000', '\ufeff', '\ud800', '__proto__', 'null', '[]', '{}', '""', '[{}]'),
	fc.constantFrom('jpy', 'https://example.com/a', 'true', 'FALSE'),
	fc.integer({ min: 40, max: 300 }).map((length) => '😀'.repeat(length)),
);

const anyNumber = fc.oneof(
	fc.integer(),
	fc.double(),
	fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e21, -1, 2 ** 53, 2 ** 53 - 1, 0.1, 1e-7),
);

const key = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 24 }),
	fc.constantFrom('', ' ', 'route', '__x', '__proto__', 'constructor', 'toString', 'a', 'name'),
);

const item = fc.record(
	{
		name: fc.oneof(anyText, anyNumber, fc.constant(null)),
		price: fc.oneof(anyNumber, almostNumber, wholeNumberText),
		count: fc.oneof(fc.nat(), wholeNumberText, anyText),
		image: fc.oneof(fc.webUrl(), anyText),
		other: fc.boolean(),
	},
	{ requiredKeys: [] },
);

const map = fc.dictionary(key, fc.oneof(anyText, anyNumber, fc.boolean(), fc.constant(null)), {
	maxKeys: 23,
});

const value: fc.Arbitrary<unknown> = fc.oneof(
	anyText,
	anyNumber,
	wholeNumberText,
	almostNumber,
	fc.boolean(),
	fc.constantFrom(null, undefined, ''),
	fc.webUrl(),
	map,
	map.map((entries) => JSON.stringify(entries)),
	fc.array(item, { maxLength: 4 }),
	fc.array(item, { maxLength: 4 }).map((list) => JSON.stringify(list)),
	fc.json(),
	fc.jsonValue(),
	fc.anything({ withDate: true, withMap: true, withNullPrototype: true, withBigInt: true }),
);

// --- What elepay takes ---

const text = (max: number) =>
	fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: max })
		.map((chosen) => chosen.replace(/[^\P{Cc}\n\t]/gu, '-'))
		.map((chosen) => withoutUnseenEnds([...chosen].slice(0, max).join('')))
		.filter((chosen) => chosen !== '');

/** What people compare, so that all of it has to show. */
const shownText = (max: number) =>
	text(max).map((chosen) => chosen.replace(/[\p{C}\p{Z}\u115f\u1160\u3164\uffa0\u2800]/gu, '-'));

const validKey = shownText(20).filter((chosen) => chosen !== 'route' && !chosen.startsWith('__'));

const validMap = fc.dictionary(validKey, text(60), { minKeys: 1, maxKeys: 20 });

// The reference's pattern knows no brackets, quotation marks and the like
const webAddress = fc
	.webUrl({ withQueryParameters: true, withFragments: true })
	.map((url) => url.replace(/[^-A-Za-z0-9+&@#/%?=~_|!:,.;]/g, '_').replace(/[!:,.;?]$/, '_'));

const validBody = fc.record(
	{
		amount: fc.maxSafeNat(),
		currency: fc.stringMatching(/^[A-Z]{3}$/),
		orderNo: shownText(50),
		description: text(255),
		extra: validMap,
		metadata: validMap,
		expiryDuration: fc.integer({ min: 3, max: 30 }),
		frontUrl: webAddress,
		items: fc.array(
			fc.record(
				{
					name: text(40),
					price: fc.maxSafeInteger(),
					count: fc.maxSafeInteger(),
					image: webAddress,
				},
				{ requiredKeys: ['name', 'price', 'count'] },
			),
			{ minLength: 1, maxLength: 5 },
		),
		locationId: shownText(32),
		customerId: shownText(32),
		sourceId: shownText(32),
		shouldCreateSource: fc.boolean(),
	},
	{ requiredKeys: ['amount', 'orderNo'] },
);

const named = (name: string, arbitrary: fc.Arbitrary<unknown>) =>
	arbitrary.map((chosen): [string, unknown] => [name, chosen]);

/** Texts of about this many characters or bytes. */
const textsAround = (length: number) =>
	fc
		.tuple(fc.constantFrom('x', 'é', '請', '😀'), fc.integer({ min: length - 2, max: length + 2 }))
		.chain(([letter, size]) =>
			fc.constantFrom(
				letter.repeat(size),
				letter.repeat(Math.floor(size / Buffer.byteLength(letter))),
			),
		);

const mapsAround = fc.oneof(
	fc
		.integer({ min: 19, max: 22 })
		.map((size) => Object.fromEntries(Array.from({ length: size }, (_, index) => [index, 'v']))),
	textsAround(20).map((chosen) => ({ [chosen]: 'v' })),
	textsAround(255).map((chosen) => ({ memo: chosen })),
	key.map((chosen) => ({ [chosen]: 'v' })),
	fc.constantFrom('', ' ', null, undefined, 0, false).map((chosen) => ({ a: 'v', b: chosen })),
);

/** A property's value at, just below and just above its border. */
const border = fc.oneof(
	named('amount', fc.constantFrom(-1, 0, 1, '-1', 2 ** 53 - 1, 2 ** 53, '9007199254740993', '1,2')),
	named('currency', fc.constantFrom('JP', 'jpy', 'Jpy', 'JPYY', ' usd ', '円円円')),
	named('orderNo', textsAround(50)),
	named('description', textsAround(255)),
	...['locationId', 'customerId', 'sourceId'].map((name) => named(name, textsAround(32))),
	named('expiryDuration', fc.integer({ min: 1, max: 32 })),
	named('expiryDuration', fc.constantFrom(2, '2', 3, '30', 30, 31, '31', 3.5)),
	named('metadata', mapsAround),
	named('extra', mapsAround),
	named('items', fc.array(item, { maxLength: 2 })),
);

/** Mostly fine, with one property or two spoilt. */
const almostValid = fc
	.tuple(
		validBody,
		fc.array(fc.oneof(border, fc.tuple(fc.constantFrom(...PROPERTY_NAMES), value)), {
			maxLength: 2,
		}),
	)
	.map(([body, spoilt]) => ({ ...body, ...Object.fromEntries(spoilt) }));

const anyValues = fc.oneof(
	almostValid,
	fc.dictionary(fc.constantFrom(...PROPERTY_NAMES), value, { noNullPrototype: true }),
) as fc.Arbitrary<Given>;

/** "orderNo" as somebody may head a column. */
const columnName = fc
	.tuple(
		fc.constantFrom(
			...PROPERTY_NAMES,
			...['metadata.a', 'metadata.b', 'extra.a', 'metadata.__proto__', 'extra.__proto__', 'note'],
		),
		fc.integer({ min: 0, max: 4 }),
	)
	.map(([name, style]) => {
		const words = name.replace(/[A-Z]/g, (letter) => `_${letter}`);
		const styles = [name, name.toUpperCase(), words, words.replaceAll('_', ' '), ` ${name}`];
		return name.includes('.') ? name : (styles[style] ?? name);
	});

const anyRow = fc.oneof(
	fc.dictionary(fc.oneof(columnName, key), value, { maxKeys: 14 }),
	fc
		.tuple(almostValid, fc.dictionary(columnName, value, { maxKeys: 3 }))
		.map(([body, columns]) => ({ ...body, ...columns })),
) as fc.Arbitrary<IDataObject>;

const rows = (name: string, entry: fc.Arbitrary<unknown>) =>
	fc.oneof(
		fc.record({ [name]: fc.array(fc.oneof({ weight: 9, arbitrary: entry }, value)) }),
		value,
	);

const anyFields = fc.record(
	{
		amount: fc.oneof(fc.nat(), value),
		orderNo: fc.oneof(text(50), value),
		currency: fc.oneof(fc.constant('JPY'), value),
		additionalFields: fc.oneof(
			{
				weight: 9,
				arbitrary: fc.record(
					{
						description: value,
						expiryDuration: fc.oneof(fc.integer({ min: 2, max: 31 }), value),
						frontUrl: fc.oneof(webAddress, value),
						locationId: fc.oneof(
							fc.record({ __rl: fc.constant(true), mode: fc.constant('id'), value }),
							value,
						),
						shouldCreateSource: value,
						items: rows('item', item),
						itemsJson: value,
						metadata: rows('entry', fc.record({ key, value }, { requiredKeys: [] })),
						metadataJson: value,
						extra: rows('entry', fc.record({ key: value, value })),
						extraJson: value,
					},
					{ requiredKeys: [] },
				),
			},
			value,
		),
	},
	{ requiredKeys: [] },
) as fc.Arbitrary<IDataObject>;

/** The same values, none of which n8n takes for an expression. */
function asFixed(parameters: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(parameters), (_name, part: unknown) =>
		typeof part === 'string' && part.startsWith('=') ? ` ${part}` : part,
	) as IDataObject;
}

// --- What has to hold ---

/** The body, or undefined for a refusal. Fails for anything that is neither valid nor a refusal. */
function checked(make: () => IDataObject): IDataObject | undefined {
	let body: IDataObject;
	try {
		body = make();
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		if (!thrown.message.trim() || !thrown.description?.trim()) throw new Error('says nothing');
		return undefined;
	}
	const finding = bodyFinding(body);
	if (finding) throw new Error(`${finding} in ${JSON.stringify(body)}`);
	return body;
}

/** Whether a number or a text of digits is the same amount of money. */
function isSameAmount(given: unknown, sent: unknown): boolean {
	if (typeof given === 'number') return given === sent;
	return typeof given === 'string' && BigInt(asDigits(given)) === BigInt(sent as number);
}

/** What a sheet may show around the digits of a sum in yen. */
function asDigits(text: string): string {
	const narrow = withoutUnseenEnds(text).normalize('NFKC');
	return narrow
		.replace(/\.0{1,2}(?=円?$)/, '')
		.replace(/[¥円,]/g, '')
		.trim();
}

describe('whatever is given', () => {
	it('the body is valid by the reference, or the row is refused in words', () => {
		fc.assert(
			fc.property(anyValues, (values) => {
				checked(() => codeBody(values));
			}),
			RUNS,
		);
	});

	it('so it is for the columns of a row', () => {
		fc.assert(
			fc.property(anyRow, (row) => {
				checked(() => codeBody(givenInColumns(row)));
			}),
			RUNS,
		);
	});

	it('so it is for the fields of the node', () => {
		fc.assert(
			fc.property(anyFields, (parameters) => {
				checked(() => codeBody(givenInNode(parameters)));
			}),
			RUNS,
		);
	});

	it('an amount of money, a price and a count never change', () => {
		const any = fc.oneof(anyNumber, wholeNumberText, almostNumber, value);
		fc.assert(
			fc.property(any, any, any, (amount, price, count) => {
				const values = { amount, orderNo: 'x', items: [{ name: 'x', price, count }] };
				const body = checked(() => codeBody(values));
				if (!body) return;
				const [sent] = body.items as IDataObject[];
				expect(isSameAmount(amount, body.amount)).toBe(true);
				expect(isSameAmount(price, sent?.price)).toBe(true);
				expect(isSameAmount(count, sent?.count)).toBe(true);
			}),
			RUNS,
		);
	});

	it('an order number is the text that was given, but for what does not show around it', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, anyNumber, value), (orderNo) => {
				const body = checked(() => codeBody({ amount: 1, orderNo }));
				if (body) expect(body.orderNo).toBe(withoutUnseenEnds(String(orderNo)));
			}),
			RUNS,
		);
	});

	it('checking changes nothing of what was given', () => {
		fc.assert(
			fc.property(fc.dictionary(columnName, fc.jsonValue()), (row) => {
				const before = JSON.stringify(row);
				checked(() => codeBody(givenInColumns(row as IDataObject)));
				expect(JSON.stringify(row)).toBe(before);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('whatever elepay takes', () => {
	it('is sent as it is', () => {
		fc.assert(
			fc.property(validBody, (body) => {
				expect(bodyFinding(body)).toBeUndefined();
				expect(codeBody(body)).toEqual(body);
			}),
			RUNS,
		);
	});

	it('is sent the same from the columns of a row, as values or as texts', () => {
		const asCell = (cell: unknown) =>
			typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
		fc.assert(
			fc.property(validBody, (body) => {
				const cells = Object.entries(body).map(([name, cell]) => [name, asCell(cell)]);
				expect(codeBody(givenInColumns(body as IDataObject))).toEqual(body);
				expect(codeBody(givenInColumns(Object.fromEntries(cells)))).toEqual(body);
			}),
			RUNS,
		);
	});

	it('is sent the same from the fields of the node', () => {
		const entriesOf = (chosen: Record<string, string> | undefined) =>
			Object.entries(chosen ?? {}).map(([name, text]) => ({ key: name, value: text }));
		fc.assert(
			fc.property(validBody, fc.boolean(), (body, asJson) => {
				const { amount, orderNo, currency, expiryDuration, items, metadata, extra, ...others } =
					body;
				const additionalFields = asJson
					? {
							...others,
							itemsJson: items,
							metadataJson: JSON.stringify(metadata),
							extraJson: extra,
						}
					: {
							...others,
							items: { item: items },
							metadata: { entry: entriesOf(metadata) },
							extra: { entry: entriesOf(extra) },
						};
				const top = { amount, orderNo, currency, expiryDuration };
				const parameters = { ...top, additionalFields } as IDataObject;
				expect(codeBody(givenInNode(asFixed(parameters)))).toEqual(body);
			}),
			RUNS,
		);
	});
});
