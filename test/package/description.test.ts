import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { Elepay } from '../../dist/nodes/Elepay/Elepay.node';
import { ElepayApi } from '../../dist/credentials/ElepayApi.credentials';
import { codeBody, CODE_PROPERTIES } from '../../dist/nodes/Elepay/resources/code/body';
import { createFields } from '../../dist/nodes/Elepay/resources/code/create';
import { NUMBER_OPTIONS } from '../../dist/nodes/Elepay/transport/options';
import { transportOptionFields } from '../../dist/nodes/Elepay/transport/optionsField';
import { DISCOURAGED_WORDS } from '../support/documented';
import { refusalOf } from '../support/refusals';

const description: INodeTypeDescription = new Elepay().description;

const find = (fields: INodeProperties[], name: string): INodeProperties => {
	const found = fields.find((field) => field.name === name);
	if (!found) throw new Error(`No field ${name}`);
	return found;
};

const additionalFields = find(createFields, 'additionalFields').options as INodeProperties[];
const allFields = [...createFields, ...additionalFields];

const rowFields = (collection: string) =>
	(find(additionalFields, collection).options as INodePropertyCollection[])[0]!;

describe('the fields of Create', () => {
	it.each(Object.entries(CODE_PROPERTIES))(
		'%s has the label that messages use',
		(name, { label }) => {
			expect(find(allFields, name).displayName).toBe(label);
		},
	);

	it.each(['items', 'metadata', 'extra'] as const)(
		'%s has the label that messages use as JSON',
		(name) => {
			const { label } = CODE_PROPERTIES[name];
			expect(find(allFields, `${name}Json`).displayName).toBe(`${label} (JSON)`);
		},
	);

	it('are as many as elepay has properties', () => {
		const names = allFields.map(({ name }) => name).filter((name) => !name.endsWith('Json'));
		const own = ['mappingMode', 'columnsNotice', 'additionalFields'];
		expect(names.filter((name) => !own.includes(name)).sort()).toEqual(
			Object.keys(CODE_PROPERTIES).sort(),
		);
	});

	it.each(['name', 'price', 'count', 'image'])(
		'of an item have the label that messages use: %s',
		(name) => {
			const { values } = rowFields('items');
			const item = { name: 'x', price: 1, count: 1, [name]: name === 'image' ? 'x' : '' };
			const { message } = refusalOf(() => codeBody({ amount: 1, orderNo: 'x', items: [item] }));
			expect(message).toContain(`Items 1 ${find(values, name).displayName} is`);
		},
	);

	it('have the names that workflows rely on', () => {
		expect(createFields.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['mappingMode', 'amount', 'currency', 'orderNo', 'additionalFields']),
		);
		expect(rowFields('items').name).toBe('item');
		for (const map of ['metadata', 'extra']) {
			expect(rowFields(map).name).toBe('entry');
			expect(rowFields(map).values.map(({ name }) => name)).toEqual(['key', 'value']);
		}
		expect(find(createFields, 'mappingMode')).toMatchObject({
			default: 'defineBelow',
			options: [{ value: 'defineBelow' }, { value: 'autoMapInputData' }],
		});
		expect(find(createFields, 'currency').default).toBe('JPY');
		expect(find(description.properties, 'simplify').default).toBe(false);
	});

	it('name every column in the notice of automatic mode', () => {
		const { displayName } = find(createFields, 'columnsNotice');
		for (const name of Object.keys(CODE_PROPERTIES)) expect(displayName).toContain(name);
	});
});

describe('the options', () => {
	it.each(Object.entries(NUMBER_OPTIONS))(
		'%s has the label and the limits of its checks',
		(name, limits) => {
			expect(find(transportOptionFields, name)).toMatchObject({
				displayName: limits.label,
				default: limits.default,
				typeOptions: { minValue: limits.min, maxValue: limits.max },
			});
		},
	);
});

describe('the node', () => {
	it('is declarative, and a tool of agents too', () => {
		const node = new Elepay();
		expect(node).not.toHaveProperty('execute');
		expect(description).toMatchObject({
			name: 'elepay',
			displayName: 'Elepay',
			usableAsTool: true,
			subtitle: expect.stringContaining('$parameter') as string,
			credentials: [{ name: 'elepayApi', required: true }],
			icon: {
				light: expect.stringMatching(/\.svg$/) as string,
				dark: expect.any(String) as string,
			},
		});
		expect(typeof description.requestDefaults?.baseURL).toBe('string');
		expect(description.requestDefaults?.baseURL).not.toMatch(/^=/);
	});

	it('has every resource and operation in its subtitle, by its name', () => {
		const choices = description.properties.filter(({ name }) =>
			['resource', 'operation'].includes(name),
		);
		for (const { name, value } of choices.flatMap(
			({ options = [] }) => options as INodePropertyOptions[],
		)) {
			expect(description.subtitle).toContain(`${String(value)}: "${name}"`);
		}
	});

	it('offers Create EasyQR code', () => {
		const resource = find(description.properties, 'resource');
		expect(resource.options).toContainEqual({ name: 'EasyQR Code', value: 'code' });
		const operation = find(description.properties, 'operation');
		expect(operation.options).toContainEqual(
			expect.objectContaining({ name: 'Create', value: 'create', action: 'Create EasyQR code' }),
		);
	});

	it('asks n8n for as little as it can: few top-level properties, none sent by the engine', () => {
		expect(description.properties.length).toBeLessThan(25);
		const visit = (property: unknown): void => {
			if (typeof property !== 'object' || property === null) return;
			const { routing, options, values } = property as Record<string, unknown>;
			const send = (routing as { send?: Record<string, unknown> } | undefined)?.send;
			expect(Object.keys(send ?? {}).filter((key) => key !== 'paginate')).toEqual([]);
			for (const list of [options, values]) if (Array.isArray(list)) list.forEach(visit);
		};
		description.properties.forEach(visit);
	});

	it('says nothing in words that n8n discourages', () => {
		const said: string[] = [];
		JSON.stringify(description, (key, value: unknown) => {
			if (key === 'description' && typeof value === 'string') said.push(value);
			return value;
		});
		expect(said.length).toBeGreaterThan(30);
		expect(said.filter((text) => DISCOURAGED_WORDS.test(text))).toEqual([]);
	});
});

describe('the credential', () => {
	it('is Elepay API with a hidden key and a base URL', () => {
		const credential = new ElepayApi();
		expect(credential).toMatchObject({ name: 'elepayApi', displayName: 'Elepay API' });
		expect(credential.properties).toEqual([
			expect.objectContaining({ name: 'secretKey', typeOptions: { password: true } }),
			expect.objectContaining({
				name: 'baseUrl',
				default: 'https://api.elepay.io',
				description: 'For private or white-label deployments, or the local sandbox',
			}),
		]);
		expect(typeof credential.authenticate).toBe('function');
		expect(credential.test.request.url).toBe('/code-setting/payment-methods');
	});
});
