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
			'expiryDuration',
			'qrCodeImage',
			'imageOptions',
			'simplify',
			'additionalFields',
			// The same as Values for All Rows
			'additionalFields',
			'options',
		]);
		expect(additionalFields.map(({ name }) => name).sort()).toEqual([
			'customerId',
			'description',
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
		const forAllRows = createFields.filter(({ name }) => name === 'additionalFields')[1];
		expect(forAllRows?.displayName).toBe('Values for All Rows');
		expect(forAllRows?.displayOptions?.show?.mappingMode).toEqual(['autoMapInputData']);
		expect(forAllRows?.options).toEqual(additionalFields);
		const notice = find(createFields, 'columnsNotice');
		expect(notice.displayOptions?.show?.mappingMode).toEqual(['autoMapInputData']);
		expect(notice.displayName).toContain(
			'<b>amount</b> (or 金額) and <b>orderNo</b> (or 注文番号)',
		);
	});

	it('have the expiry and the picture in sight, whatever way rows are mapped', () => {
		for (const name of ['expiryDuration', 'qrCodeImage']) {
			expect(find(createFields, name).displayOptions?.show).not.toHaveProperty('mappingMode');
		}
		expect(find(createFields, 'expiryDuration')).toMatchObject({
			displayName: 'Expires After (Minutes)',
			default: 10,
		});
		const image = find(createFields, 'qrCodeImage');
		expect(image.default).toBe('none');
		expect(image.options?.map((option) => 'name' in option && option.name)).toEqual([
			'None',
			'PNG File',
			'SVG File',
			'Data URI in JSON',
		]);
		const options = find(createFields, 'imageOptions');
		expect(options.displayOptions?.show?.qrCodeImage).toEqual(['png', 'svg', 'dataUri']);
	});

	it('are listed by the labels that the editor shows', () => {
		const labels = additionalFields.map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((one, other) => one.localeCompare(other, 'en')));
	});
});

describe('the options', () => {
	const namesFor = (resource: string, operation: string) =>
		(find(shownFor(resource, operation), 'options').options as INodeProperties[]).map(
			({ name }) => name,
		);

	it('are those that mean something to an operation', () => {
		const all = ['includeInputFields', 'maxConcurrency', 'maxTries', 'timeout'];
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
				const names = (all: ReadonlyArray<{ name: string }>) => all.map(({ name }) => name);
				const groups = fields.filter((field) => 'fields' in field);
				// Once to be mapped, once for all rows
				const twice = groups.flatMap((group) => (mapsColumns ? [group, group] : [group]));
				expect([operation, ...names(shownFor(resource, operation))]).toEqual([
					operation,
					...(mapsColumns ? ['mappingMode', 'columnsNotice'] : []),
					...names(fields.filter((field) => !('fields' in field))),
					...names(settings),
					...names(twice),
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
		const known = /"(maxLength|read|json|isOwn|isForAllRows|namesRow|columns)":/;
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
				description:
					'Change this only for a private or white-label deployment or the local sandbox',
			}),
		]);
		expect(typeof credential.authenticate).toBe('function');
		expect(credential.test.request.url).toBe('/code-setting/payment-methods');
	});
});
