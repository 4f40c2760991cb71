import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { PACKAGE_ROOT, useElepay } from '../support/elepay';
import { readQrCode } from '../support/readQrCode';

const elepay = useElepay();

const create = async (qrCodeImage: string, imageOptions: IDataObject = {}, orderNo = 'A-1') =>
	await elepay.run([{ amount: 1200, orderNo }], {
		parameters: { qrCodeImage, imageOptions: imageOptions as INodeParameters },
	});

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

it('adds no picture unless asked', async () => {
	const { items } = await elepay.run([{ amount: 1, orderNo: 'A' }]);
	expect(items[0]).not.toHaveProperty('binary');
});

it('adds a PNG as a file beside the whole answer', async () => {
	const { items, json } = await create('png');
	const file = items[0]!.binary!.qrCode!;
	expect(file).toMatchObject({ fileName: 'easyqr-A-1.png', mimeType: 'image/png' });
	expect(Buffer.from(file.data, 'base64').subarray(0, 4)).toEqual(PNG);
	expect(json[0]).toMatchObject({ orderNo: 'A-1', codeUrl: expect.any(String) });
	expect(items[0]!.pairedItem).toEqual({ item: 0 });
});

it('adds an SVG under another name where asked', async () => {
	const { items } = await create('svg', { binaryProperty: 'picture', size: 500 });
	const file = items[0]!.binary!.picture!;
	expect(file).toMatchObject({ fileName: 'easyqr-A-1.svg', mimeType: 'image/svg+xml' });
	expect(Buffer.from(file.data, 'base64').toString()).toContain('width="500"');
});

it('puts a data URI into the JSON in place of a file', async () => {
	const { items, json } = await create('dataUri', { binaryProperty: 'none of it', margin: 1 });
	expect(items[0]).not.toHaveProperty('binary');
	expect(json[0]!.qrCodeDataUri).toMatch(/^data:image\/png;base64,iVBOR/);
});

it("shows another link than the code's where asked, for each row its own", async () => {
	const orders = ['A-1', 'A-2'].map((orderNo) => ({ orderNo, amount: 1200 }));
	const links = orders.map(({ orderNo }) => `https://n8n.example/webhook/pay?order=${orderNo}`);
	const { items } = await elepay.run(orders, {
		parameters: {
			qrCodeImage: 'png',
			imageOptions: { qrCodeUrl: '=https://n8n.example/webhook/pay?order={{ $json.orderNo }}' },
		},
	});
	expect(
		items.map(({ binary }) => readQrCode(Buffer.from(binary!.qrCode!.data, 'base64'))),
	).toEqual(links);
});

it.each([
	['../../etc/passwd', 'easyqr-..-..-etc-passwd.png'],
	['請求書 17', 'easyqr-請求書-17.png'],
	['a\\b:c*d?"<>|', 'easyqr-a-b-c-d-.png'],
])('makes the order number %j safe for a file name', async (orderNo, fileName) => {
	const { items } = await create('png', {}, orderNo);
	expect(items[0]!.binary!.qrCode!.fileName).toBe(fileName);
});

it('makes even an order number safe that only another program could have given', async () => {
	const code = { id: 'code_1', codeUrl: 'https://a.example/', orderNo: 'x\u0000y\nz' };
	elepay.sandbox.faults.set([
		{ answer: { status: 200, body: JSON.stringify(code), contentType: 'application/json' } },
	]);
	const { items } = await elepay.run([{}], {
		parameters: { operation: 'get', codeId: 'code_1', qrCodeImage: 'png' },
	});
	expect(items[0]!.binary!.qrCode!.fileName).toBe('easyqr-x-y-z.png');
});

it('gives the picture of a code that exists', async () => {
	const [code] = (await create('none')).json;
	const { items } = await elepay.run([code!], {
		parameters: {
			operation: 'get',
			codeId: '={{ $json.id }}',
			simplify: true,
			qrCodeImage: 'png',
		},
	});
	expect(items[0]!.binary!.qrCode!.fileName).toBe('easyqr-A-1.png');
});

it.each([
	['png', { size: 99 }, 'Size needs to be between 100 and 1000, but is 99'],
	['svg', { size: 1001 }, 'Size needs to be between 100 and 1000, but is 1001'],
	['png', { qrCodeUrl: 'n8n.example/pay' }, "Link isn't a web address"],
	['png', { margin: 0 }, 'Margin needs to be between 1 and 10, but is 0'],
	['png', { errorCorrection: 'huge' }, "Error Correction isn't one of its choices"],
	['gif', {}, 'QR Code Image isn\'t one of its choices: got "gif"'],
])('refuses %s with %j before a code is made', async (image, options, message) => {
	const { error } = await create(image, options);
	expect(error?.message).toContain(message);
	expect(elepay.bodies).toEqual([]);
});

it('says that the code exists when only its picture could not be made', async () => {
	elepay.sandbox.faults.set([
		{
			route: 'POST /codes',
			answer: {
				status: 201,
				body: JSON.stringify({ id: 'code_1', codeUrl: `https://a.example/${'x'.repeat(2000)}` }),
				contentType: 'application/json',
			},
		},
	]);
	const { error } = await create('png', { size: 100 });
	expect(error?.message).toContain(
		"elepay accepted order number 'A-1', but n8n couldn't finish it",
	);
	expect(error?.description).toContain("Don't run this row again");
});

it('loads no image code while no picture is asked for', async () => {
	const script = `
		require('reflect-metadata');
		const { Elepay } = require(${JSON.stringify(join(PACKAGE_ROOT, 'dist/nodes/Elepay/Elepay.node.js'))});
		new Elepay();
		console.log(Object.keys(require.cache).filter((file) => /qrImage/.test(file)).length);
	`;
	const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
		cwd: PACKAGE_ROOT,
	});
	expect(stdout.trim()).toBe('0');
});
