import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { outcomeOf, useElepay, workflowOf, type Entry, type RunSetup } from '../support/elepay';

const EMPTY = /^(Amount is empty|This row contains no order|None of the columns is the Amount)/;

const MODES: Array<[mode: string, parameters: INodeParameters]> = [
	['mapping fields', {}],
	['mapping columns', { mappingMode: 'autoMapInputData' }],
];

describe.each<Entry>(['custom operations', 'routing'])('by %s,', (entry) => {
	const elepay = useElepay(entry);

	describe.each(MODES)('%s, an item', (_mode, parameters) => {
		const good = { json: { amount: 1, orderNo: 'A' } };

		const run = async (input: INodeExecutionData[], setup: RunSetup = {}) =>
			outcomeOf(await elepay.engine.run(workflowOf({ parameters, ...setup }), { input }));

		it.each<[what: string, item: unknown]>([
			['without json', {}],
			['whose json is undefined', { json: undefined }],
			['whose json is empty', { json: {} }],
			['with a file only', { binary: { data: { data: '', mimeType: 'text/plain' } } }],
		])('%s is an empty row', async (_what, item) => {
			const input = [good, item as INodeExecutionData];
			const { json, items } = await run(input, { onError: 'continueRegularOutput' });
			expect(json.map(({ orderNo, error }) => orderNo ?? error)).toEqual([
				'A',
				expect.stringMatching(EMPTY) as string,
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);

			const alone = await run([item as INodeExecutionData], { onError: 'continueRegularOutput' });
			expect(alone.json[0]?.elepayError).toMatch(EMPTY);
		});
	});
});

const elepay = useElepay();

const onError = 'continueErrorOutput';

describe('a picker that was added and not chosen', () => {
	const unchosen = [
		['as the editor saves it', { mode: 'list', value: '' }],
		['with its mark', { __rl: true, mode: 'list', value: '' }],
		['by ID', { mode: 'id', value: '' }],
		['without a value', { mode: 'list', value: null }],
	] as Array<[string, INodeParameters]>;

	describe.each(['locationId', 'customerId', 'sourceId'])('for %s', (name) => {
		it.each(unchosen)('is an empty field, %s', async (_what, picker) => {
			const parameters = { additionalFields: { [name]: picker } };
			const { json } = await elepay.run([{ amount: 1, orderNo: 'A' }], { parameters });
			expect(json).toHaveLength(1);
			expect(elepay.bodies).toEqual([{ amount: 1, currency: 'JPY', orderNo: 'A' }]);
		});
	});

	it.each(unchosen)('is no customer for the list of sources, %s', async (_what, customerId) => {
		const search = elepay.engine.callListSearch('n8n-nodes-elepay.elepay', 'searchSources', {
			resource: 'code',
			operation: 'create',
			additionalFields: { customerId },
		});
		await expect(search).rejects.toThrow('Choose a customer first');
	});

	it('is told from one that was chosen, also without its mark', async () => {
		const { results } = await elepay.engine.callListSearch(
			'n8n-nodes-elepay.elepay',
			'searchLocations',
		);
		const value = String(results[0]!.value);
		await elepay.run([{ amount: 1, orderNo: 'A' }], {
			parameters: { additionalFields: { locationId: { mode: 'list', value } } },
		});
		expect(elepay.bodies).toEqual([expect.objectContaining({ locationId: value })]);
	});
});

describe('an expression that gives nothing for a row', () => {
	it.each<[field: string, expression: string]>([
		['amount', '={{ $json.price }}'],
		['amount', '={{ $json.order.total }}'],
		['amount', '={{ $json.missing?.deep }}'],
		['orderNo', '={{ $json.number ?? undefined }}'],
		['orderNo', '={{ null }}'],
	])('of the field %s is told as one possibility: %s', async (field, expression) => {
		const label = field === 'amount' ? 'Amount' : 'Order Number';
		const rows = [{ amount: 1, orderNo: 'A', note: 'x' }];
		const { failed } = await elepay.run(rows, { onError, parameters: { [field]: expression } });
		expect(failed).toEqual([
			expect.objectContaining({
				elepayError: expect.stringMatching(new RegExp(`${label} is empty \\[item 0\\]$`)) as string,
				elepayHelp: expect.stringContaining('its expression gives nothing for this row') as string,
			}),
		]);
	});
});

describe('an order number', () => {
	const rows = (orderNo: unknown) => [{ amount: 1, orderNo } as IDataObject];

	it.each([
		['A\u200b1', 'an invisible character (U+200B) before the "1"'],
		['A\u00001', 'an invisible character (U+0000) before the "1"'],
		['A\u00a01', 'an invisible character (U+00A0) before the "1"'],
		['A\n1', 'a line break before the "1"'],
		['A\t1', 'a tab before the "1"'],
		['A\ud83d', 'half of a character (U+D83D) at the end'],
	])('such as %j is refused by the name of what does not show', async (orderNo, told) => {
		const { failed } = await elepay.run(rows(orderNo), { onError });
		expect(failed[0]?.elepayError).toBe(`Order Number has ${told} [item 0]`);
		expect(elepay.bodies).toEqual([]);
	});

	it('loses what does not show at its ends', async () => {
		await elepay.run(rows('\u200b\ufeff A 1\u00a0\r\n\u0000'));
		expect(elepay.bodies).toEqual([expect.objectContaining({ orderNo: 'A 1' })]);
	});
});
