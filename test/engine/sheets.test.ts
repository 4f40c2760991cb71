import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';

import { items } from '../../engine';
import { useElepay, type RunSetup } from '../support/elepay';

const elepay = useElepay();

const AUTO: INodeParameters = { mappingMode: 'autoMapInputData' };

/** What n8n shows beside the node's output. */
const hintsOf = (run: IRun) =>
	run.data.resultData.runData.Elepay?.at(-1)?.hints?.map(({ message }) => message);

/** The columns dragged onto the fields. */
const DRAGGED: INodeParameters = {
	amount: "={{ $json['金額'] }}",
	orderNo: "={{ $json['注文番号'] }}",
	additionalFields: { description: "={{ $json['内容'] }}" },
};

const ONE_AT_A_TIME: RunSetup = { options: { maxConcurrency: 1, maxTries: 1 } };

/** A sheet as n8n's Google Sheets node gives it. */
const SHEET: IDataObject[] = [
	{
		row_number: 2,
		注文番号: 'A-001',
		金額: '¥1,200',
		内容: '抹茶ラテ',
		メール: 'sato@example.com',
	},
	{
		row_number: 3,
		注文番号: 'A-002',
		金額: '１２００',
		内容: '紅茶',
		メール: 'suzuki@example.com',
	},
	{ row_number: 4, 注文番号: 'A-003', 金額: '980.0', 内容: '', メール: '' },
	{ row_number: 5, 注文番号: 17, 金額: 3000, 内容: 'コーヒー豆', メール: 'abe@example.com' },
	{ row_number: 6, 注文番号: '="007"', 金額: '1,234,500円', 内容: null, メール: null },
];

describe.each([
	['mapped automatically', AUTO],
	['dragged onto the fields', DRAGGED],
])('a Japanese sheet as it is, its columns %s,', (_mode, parameters) => {
	it('gives a code for every row', async () => {
		const { json, run } = await elepay.run(SHEET, { ...ONE_AT_A_TIME, parameters });
		expect(run.status).toBe('success');
		expect(json.map(({ orderNo, amount }) => [orderNo, amount])).toEqual([
			['A-001', 1200],
			['A-002', 1200],
			['A-003', 980],
			['17', 3000],
			['007', 1_234_500],
		]);
		expect(elepay.bodies.map(({ description }) => description)).toEqual([
			'抹茶ラテ',
			'紅茶',
			undefined,
			'コーヒー豆',
			undefined,
		]);
	});
});

describe.each([
	['mapped automatically', AUTO],
	['dragged onto the fields', DRAGGED],
])('blank rows of a sheet whose columns are %s', (_mode, parameters) => {
	const blank = (row_number: number) => ({
		row_number,
		注文番号: '',
		金額: '',
		内容: '',
		済: false,
	});
	const rows = [SHEET[0]!, blank(3), SHEET[3]!, { ...blank(6), 済: 'FALSE' }];

	it('are left out in Stop mode, and the hint counts them', async () => {
		const { json, linked, run } = await elepay.run(rows, { ...ONE_AT_A_TIME, parameters });
		expect(json.map(({ orderNo }) => orderNo)).toEqual(['A-001', '17']);
		expect(linked).toEqual([rows[0], rows[2]]);
		expect(hintsOf(run)).toEqual(['2 of 4 rows gave no EasyQR code: 2 were blank.']);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'come out as such with %s, by their row numbers',
		async (onError) => {
			const { json, failed, run } = await elepay.run(rows, { parameters, onError });
			const told = [...json, ...failed].flatMap(({ elepayError, elepayHelp, row_number }) =>
				elepayError ? [[row_number, elepayError, elepayHelp]] : [],
			);
			const help = 'Nothing was sent for it. Remove blank rows if you want no item for them.';
			expect(told).toEqual([
				[3, 'Row 3 contains no order [item 1]', help],
				[6, 'Row 6 contains no order [item 3]', help],
			]);
			expect(elepay.bodies).toHaveLength(2);
			expect(hintsOf(run)).toEqual(['2 of 4 rows gave no EasyQR code: 2 were blank.']);
		},
	);

	it('are no orders that miss something', async () => {
		const row = { row_number: 3, 注文番号: '', 金額: '', 内容: '抹茶', 済: false };
		const { failed } = await elepay.run([row], { parameters, onError: 'continueErrorOutput' });
		expect(failed[0]!.elepayError).toBe('Row 3: Amount is empty [item 0]');
	});
});

describe('a row whose columns say too little or too much', () => {
	const told = async (row: IDataObject) => {
		const { failed } = await elepay.runColumns([row]);
		const { elepayError, elepayHelp } = failed[0]!;
		return [elepayError, elepayHelp];
	};

	it('hears which columns it has, and both ways out', async () => {
		expect(await told({ row_number: 2, 番号: 'A-1', 金額: 1200, メール: 'a@example.com' })).toEqual(
			[
				'Row 2: None of the columns is the Order Number [item 0]',
				'This row has row_number, 番号, 金額, メール. Rename a column to one of these: orderNo, Order Number, 注文番号. Or choose Map Each Field Below and drag your columns onto the fields.',
			],
		);
	});

	it('hears of many columns no more than twenty', async () => {
		const columns = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`c${index}`, 1]));
		const [, help] = await told({ ...columns, 金額: 1200 });
		expect(help).toContain('c0, c1,');
		expect(help).toContain('c19, …. Rename');
	});

	it('hears from which column a value comes', async () => {
		expect(await told({ 注文番号: 'A-1', 金額: '1,20' })).toEqual([
			'Order number \'A-1\': Amount (column "金額") needs to be a whole number, but is "1,20" [item 0]',
			'Use whole yen in Amount (column "金額"), e.g. 1200 or ¥1,200.',
		]);
	});

	it('hears from which column a value comes that elepay refuses, and how to keep it out', async () => {
		const [error, help] = await told({ 注文番号: 'A-1', 金額: 1200, 'Customer ID': 'C00123' });
		expect(error).toBe(
			"Order number 'A-1': elepay couldn't find the value of Customer (column \"Customer ID\") [item 0]",
		);
		expect(help).toContain(
			'If it comes from a column that means something else, rename the column.',
		);
	});

	it('is refused where two columns mean the same, by its order number', async () => {
		expect(await told({ 注文番号: 'A-1', 金額: 1200, 合計: 1320 })).toEqual([
			'Order number \'A-1\': Two columns are both read as amount: "金額" and "合計" [item 0]',
			'Keep a value in only one of them, or rename the other column.',
		]);
	});

	it('is shown a full-width sum that is none', async () => {
		expect((await told({ 注文番号: 'A-1', 金額: '１２．５' }))[0]).toContain(
			'but is "１２．５", with full-width characters [item 0]',
		);
	});
});

describe("a row's own columns", () => {
	const ROW = {
		row_number: 7,
		注文番号: 'A-1',
		金額: 'x',
		message: 'お客様へのメッセージ',
		error: 'from the last run',
		details: { a: 1 },
		json: 1,
		'': 'nameless',
		__proto: 'y',
	};

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'are all kept after a refusal with %s, whatever they are called',
		async (onError) => {
			const { json, failed, run } = await elepay.run([ROW, { ...ROW, 注文番号: 'A-2' }], {
				parameters: AUTO,
				onError,
			});
			const isOnErrorOutput = onError === 'continueErrorOutput';
			expect(isOnErrorOutput ? json : failed).toEqual([]);
			const refused = isOnErrorOutput ? failed : json;
			expect(refused).toEqual(
				['A-1', 'A-2'].map((number, index) => ({
					...ROW,
					注文番号: number,
					elepayError: `Order number '${number}': Amount (column "金額") needs to be a whole number, but is "x" [item ${index}]`,
					elepayHelp: expect.stringContaining('whole yen') as string,
				})),
			);
			// What is kept of a run, and what the next node works on
			const output = items(run, 'Elepay', isOnErrorOutput ? 1 : 0);
			expect(JSON.parse(JSON.stringify(output.map(({ json: own }) => own)))).toEqual(refused);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		},
	);

	it('are kept after a refusal by elepay, and of a run twice', async () => {
		elepay.sandbox.faults.set([{ answer: { errorCode: 'M007001' } }]);
		const row = { ...ROW, 金額: 1200 };
		const first = await elepay.runColumns([row]);
		expect(first.failed[0]).toMatchObject(row);
		// Where the workflow feeds them in again
		const second = await elepay.runColumns(first.failed);
		expect(second.failed[0]).toEqual({
			...first.failed[0],
			elepayHelp: expect.any(String) as string,
		});
	});

	it('stay in the output with Include Input Fields, and elepay wins', async () => {
		const row = { ...ROW, 金額: 1200, status: 'my own', メール: 'sato@example.com' };
		const options = { includeInputFields: true };
		const { json, linked } = await elepay.runColumns([row], {
			options,
			parameters: { simplify: true },
		});
		expect(json).toHaveLength(1);
		expect(json[0]).toMatchObject({ ...row, status: 'pending', orderNo: 'A-1', amount: 1200 });
		expect(linked).toEqual([row]);
		const without = await elepay.runColumns([{ ...row, 注文番号: 'A-2' }]);
		expect(without.json[0]).not.toHaveProperty('メール');
	});

	it('stay in the output of what is read too, in every entry of a list', async () => {
		const { json } = await elepay.run([{ 店: '渋谷' }], {
			parameters: { resource: 'paymentMethod', operation: 'getAll', limit: 3 },
			options: { includeInputFields: true },
		});
		expect(json.map((entry) => entry['店'])).toEqual(['渋谷', '渋谷', '渋谷']);
	});
});

describe('what never left n8n', () => {
	it('says nothing of elepay, and what elepay said does', async () => {
		const own = await elepay.run([{ amount: 'x', orderNo: 'A' }]);
		expect(own.error).toMatchObject({ name: 'NodeOperationError', messages: [] });
		expect(own.error?.context?.data).toBeUndefined();
		expect((own.error as unknown as { httpCode?: string }).httpCode).toBeUndefined();
		elepay.sandbox.faults.set([{ answer: { errorCode: 'M007001', message: 'Words of elepay' } }]);
		const refused = await elepay.run([{ amount: 1, orderNo: 'A' }]);
		expect(refused.error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '400',
			messages: ['Words of elepay'],
		});
	});
});
