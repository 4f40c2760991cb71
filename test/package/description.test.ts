import { Workflow, type INodeProperties, type INodePropertyCollection } from 'n8n-workflow';

import { ElepayApi } from '../../dist/credentials/ElepayApi.credentials';
import { Elepay } from '../../dist/nodes/Elepay/Elepay.node';
import { resources } from '../../dist/nodes/Elepay/resources';
import { createEngine } from '../../engine';
import { DISCOURAGED_WORDS } from '../support/documented';
import { node } from '../support/elepay';

const { description } = new Elepay();

const find = (fields: INodeProperties[], name: string): INodeProperties => {
	const found = fields.find((field) => field.name === name);
	if (!found) throw new Error(`No field ${name}`);
	return found;
};

/** What the editor shows for an operation. */
const shownFor = (resource: string, operation: string) =>
	description.properties.filter(({ displayOptions }) => {
		const { resource: ofResource, operation: ofOperation } = displayOptions?.show ?? {};
		return ofResource?.includes(resource) && ofOperation?.includes(operation);
	});

const createFields = shownFor('code', 'create');
const additionalFields = find(createFields, 'additionalFields').options as INodeProperties[];

const rowFields = (collection: string) =>
	(find(additionalFields, collection).options as INodePropertyCollection[])[0]!;

describe('the fields of Create', () => {
	it('have the names that workflows rely on', () => {
		expect(createFields.map(({ name }) => name)).toEqual([
			'mappingMode',
			'columnsNotice',
			'amount',
			'currency',
			'orderNo',
			'additionalFields',
			'simplify',
			'options',
		]);
		expect(additionalFields.map(({ name }) => name).sort()).toEqual([
			'customerId',
			'description',
			'expiryDuration',
			'extra',
			'extraJson',
			'frontUrl',
			'items',
			'itemsJson',
			'locationId',
			'metadata',
			'metadataJson',
			'shouldCreateSource',
			'sourceId',
		]);
		expect(rowFields('items').name).toBe('item');
		expect(rowFields('items').values.map(({ name }) => name)).toEqual([
			'name',
			'price',
			'count',
			'image',
		]);
		for (const map of ['metadata', 'extra']) {
			expect(rowFields(map).name).toBe('entry');
			expect(rowFields(map).values.map(({ name }) => name)).toEqual(['key', 'value']);
		}
		expect(find(createFields, 'mappingMode')).toMatchObject({
			default: 'defineBelow',
			options: [{ value: 'defineBelow' }, { value: 'autoMapInputData' }],
		});
		expect(find(createFields, 'currency').default).toBe('JPY');
		expect(find(createFields, 'simplify').default).toBe(false);
	});

	it('are hidden while columns are mapped, and their notice is shown then', () => {
		for (const name of ['amount', 'currency', 'orderNo', 'additionalFields']) {
			expect(find(createFields, name).displayOptions?.show?.mappingMode).toEqual(['defineBelow']);
		}
		const notice = find(createFields, 'columnsNotice');
		expect(notice.displayOptions?.show?.mappingMode).toEqual(['autoMapInputData']);
		expect(notice.displayName).toContain('<b>amount</b> and <b>orderNo</b>');
	});

	it('are listed by the labels that the editor shows', () => {
		const labels = additionalFields.map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((one, other) => one.localeCompare(other, 'en')));
	});
});

describe('the options', () => {
	const namesFor = (resource: string, operation: string) =>
		(find(shownFor(resource, operation), 'options').options as INodeProperties[])
			.map(({ name }) => name)
			.filter((name) => !name.startsWith('qrCode'));

	it('are those that mean something to an operation', () => {
		const all = ['maxConcurrency', 'maxTries', 'timeout'];
		expect(namesFor('code', 'create').sort()).toEqual([...all, 'onUncertain'].sort());
		// What does no harm twice is tried again whatever the options say
		expect(namesFor('code', 'get').sort()).toEqual(all);
		expect(namesFor('code', 'close').sort()).toEqual(all);
		expect(namesFor('paymentMethod', 'getAll').sort()).toEqual(all);
	});
});

describe('the node', () => {
	it('is declarative, and a tool of agents too', () => {
		const elepay = new Elepay();
		expect(elepay).not.toHaveProperty('execute');
		expect(description).toMatchObject({
			name: 'elepay',
			displayName: 'Elepay',
			usableAsTool: true,
			credentials: [{ name: 'elepayApi', required: true }],
			icon: {
				light: expect.stringMatching(/\.svg$/) as string,
				dark: expect.any(String) as string,
			},
		});
		expect(typeof description.requestDefaults?.baseURL).toBe('string');
		expect(description.requestDefaults?.baseURL).not.toMatch(/^=/);
	});

	it.each([
		['code', 'create', 'Create: EasyQR Code'],
		['code', 'get', 'Get: EasyQR Code'],
		['code', 'close', 'Close: EasyQR Code'],
		['paymentMethod', 'getAll', 'Get Many: Payment Method'],
	])('has a subtitle that reads, for %s and %s, %p', (resource, operation, subtitle) => {
		const { nodeTypes } = createEngine({ extraNodeTypes: { elepay: new Elepay() } });
		const own = node('Elepay', 'elepay', { resource, operation });
		const { expression } = new Workflow({
			nodes: [own],
			connections: {},
			active: false,
			nodeTypes,
		});
		const shown = expression.getSimpleParameterValue(own, description.subtitle, 'internal', {});
		expect(shown).toBe(subtitle);
	});

	it('shows the fields of each operation in their order, and no others', () => {
		for (const { value: resource, operations } of resources) {
			for (const { value: operation, mapsColumns, fields, settings = [] } of operations) {
				expect([operation, ...shownFor(resource, operation).map(({ name }) => name)]).toEqual([
					operation,
					...(mapsColumns ? ['mappingMode', 'columnsNotice'] : []),
					...[...fields, ...settings].map(({ name }) => name),
					'options',
				]);
			}
		}
	});

	it('leaves nothing of a request to the engine', () => {
		const visit = (property: unknown): void => {
			if (typeof property !== 'object' || property === null) return;
			const { routing, options, values } = property as Record<string, unknown>;
			const send = (routing as { send?: Record<string, unknown> } | undefined)?.send;
			expect(Object.keys(send ?? {}).filter((key) => key !== 'paginate')).toEqual([]);
			for (const list of [options, values]) if (Array.isArray(list)) list.forEach(visit);
		};
		description.properties.forEach(visit);
	});

	it('has nothing in its description that n8n does not know', () => {
		const known = /"(maxLength|read|json)":/;
		expect(JSON.stringify(description)).not.toMatch(known);
		const functions: string[] = [];
		JSON.stringify(description, (key, value: unknown) => {
			if (typeof value === 'function') functions.push(key);
			return value;
		});
		expect(new Set(functions)).toEqual(new Set(['pagination']));
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
