import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { PACKAGE_ROOT, useElepay } from '../support/elepay';
import { seed } from '../support/operations';
import documentedCode from '../support/documentedCode.json';

const elepay = useElepay();

interface Schema {
	type?: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Fastify's own validator of JSON schemas. */
const requireFromFastify = createRequire(require.resolve('fastify'));
const Ajv = createRequire(requireFromFastify.resolve('@fastify/ajv-compiler'))('ajv') as new (
	options: object,
) => {
	compile(schema: object): ((data: unknown) => boolean) & {
		errors?: Array<{ data: unknown; schema: unknown }>;
	};
};

const schemaOf = (path: string): Schema =>
	JSON.parse(
		readFileSync(join(PACKAGE_ROOT, 'dist/nodes/Elepay/__schema__/v1.0.0', path), 'utf8'),
	) as Schema;

/**
 * What is wrong with a value by a schema, or nothing. An object that isn't there may come as null:
 * n8n's editor shows the inside of what is an object and nothing else.
 */
function findings(schema: Schema, value: unknown): unknown {
	const { version, ...rest } = schema as Schema & { version?: number };
	expect(version).toBe(1);
	const validate = new Ajv({
		strict: true,
		allowUnionTypes: true,
		allErrors: true,
		verbose: true,
	}).compile(rest);
	if (validate(value)) return [];
	return validate.errors?.filter(
		({ data, schema: wanted }) => !(data === null && wanted === 'object'),
	);
}

/** The paths in a value that a schema doesn't tell of. */
function untold(schema: Schema | undefined, value: unknown, path = ''): string[] {
	if (!schema) return [path];
	if (Array.isArray(value))
		return value.flatMap((entry) => untold(schema.items, entry, `${path}[]`));
	if (typeof value !== 'object' || value === null || !schema.properties) return [];
	return Object.entries(value).flatMap(([key, entry]) =>
		untold(schema.properties?.[key], entry, `${path}.${key}`),
	);
}

const ROW = {
	amount: 1200,
	orderNo: 'A-1',
	currency: 'USD',
	description: 'x',
	frontUrl: 'https://example.com/',
	items: [{ name: 'Tea', price: 300, count: 4, image: 'https://example.com/t.png' }],
	locationId: 'loc_0001',
	customerId: 'cus_test_0001',
	sourceId: 'src_test_0001_1',
	shouldCreateSource: false,
	'metadata.a': 'b',
	'extra.c': 'd',
};

async function admin(method: string, path: string) {
	const answer = await fetch(`${elepay.sandbox.url}/_sandbox${path}`, { method });
	expect(answer.ok).toBe(true);
}

const get = async (codeId: string, more: IDataObject = {}) =>
	await elepay.run([{}], { parameters: { operation: 'get', codeId, ...(more as object) } });

describe('the output schema of', () => {
	it('Create tells of all that comes, with few fields or all of them', async () => {
		const schema = schemaOf('code/create.json');
		const { json } = await elepay.runColumns([ROW, { amount: 1, orderNo: 'B' }]);
		expect(json).toHaveLength(2);
		for (const code of json) {
			expect(findings(schema, code)).toEqual([]);
			expect(untold(schema, code)).toEqual([]);
		}
	});

	it('Create and Get tell of all that the reference documents', () => {
		for (const path of ['code/create.json', 'code/get.json']) {
			const schema = schemaOf(path);
			expect(findings(schema, documentedCode)).toEqual([]);
			expect(untold(schema, documentedCode)).toEqual([]);
		}
	});

	it('Get tells of a code with a payment, and of a refund', async () => {
		const schema = schemaOf('code/get.json');
		const { json } = await elepay.runColumns([ROW]);
		const id = String(json[0]!.id);
		for (const step of ['start', 'pay', 'refund']) {
			await admin('POST', `/codes/${id}/${step}`);
			const [code] = (await get(id)).json;
			expect(code).toHaveProperty('charge');
			expect(findings(schema, code)).toEqual([]);
			// charge.location is newer than the reference
			expect(untold(schema, code).filter((path) => !path.startsWith('.charge.location'))).toEqual(
				[],
			);
		}
	});

	it('Close tells of what comes', async () => {
		const { json } = await elepay.runColumns([ROW]);
		const closed = await elepay.run([{}], {
			parameters: { operation: 'close', codeId: String(json[0]!.id) },
		});
		expect(closed.json).toHaveLength(1);
		expect(findings(schemaOf('code/close.json'), closed.json[0])).toEqual([]);
		expect(untold(schemaOf('code/close.json'), closed.json[0])).toEqual([]);
	});

	it('Payment Method > Get Many tells of what comes', async () => {
		const { json } = await elepay.run([{}], {
			parameters: { resource: 'paymentMethod', operation: 'getAll' },
		});
		expect(json.length).toBeGreaterThan(5);
		for (const method of json) {
			expect(findings(schemaOf('paymentMethod/getAll.json'), method)).toEqual([]);
			expect(untold(schemaOf('paymentMethod/getAll.json'), method)).toEqual([]);
		}
	});

	const ANYONE = { customerId: 'cus_test_0001' };
	const SOURCE = { ...ANYONE, sourceId: 'src_test_0001_1' };
	const EMAIL = { email: 'new@example.com' };
	const STORE = { name: { kanji: '店' }, tel: '1', zip: '1', address: { kana: { pref: 'ト' } } };

	/** With what an operation is called: columns of a row, and fields. */
	it.each<[resource: string, operation: string, row: IDataObject, fields: IDataObject]>([
		['code', 'registerPaymentMethod', ANYONE, {}],
		['customer', 'create', EMAIL, {}],
		['customer', 'upsert', EMAIL, {}],
		['customer', 'update', { ...ANYONE, ...EMAIL }, {}],
		['customer', 'get', {}, ANYONE],
		['customer', 'getAll', {}, {}],
		['customer', 'delete', {}, ANYONE],
		['source', 'getAll', {}, ANYONE],
		['source', 'get', {}, SOURCE],
		['source', 'delete', {}, SOURCE],
		['location', 'create', STORE, {}],
		['location', 'update', { locationId: 'loc_0001', ...STORE }, {}],
		['location', 'get', {}, { locationId: 'loc_0001' }],
		['location', 'getAll', {}, {}],
		['location', 'delete', {}, { locationId: 'loc_0001' }],
		['dispute', 'getAll', {}, {}],
		['reader', 'create', { locationId: 'tml_0001' }, {}],
		['reader', 'getAll', {}, {}],
		['reader', 'getAllLocations', {}, {}],
		['paymentMethod', 'getAll', {}, { availableFor: 'account' }],
	])('%s > %s tells of what comes', async (resource, operation, row, fields) => {
		await seed(elepay, { charges: 2, disputes: 2, readers: 2 });
		const { json } = await elepay.runColumns([row], {
			parameters: { resource, operation, ...(fields as INodeParameters) },
		});
		expect(json.length).toBeGreaterThan(0);
		const schema = schemaOf(`${resource}/${operation}.json`);
		for (const object of json) {
			expect(findings(schema, object)).toEqual([]);
			expect(untold(schema, object)).toEqual([]);
		}
	});
});
