import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { IDataObject } from 'n8n-workflow';

import { PACKAGE_ROOT, useElepay } from '../support/elepay';

const elepay = useElepay();

const create = async (options: IDataObject, orderNo = 'A-1') =>
	await elepay.run([{ amount: 1200, orderNo }], { options });

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

it('adds no picture unless asked', async () => {
	const { items } = await create({});
	expect(items[0]).not.toHaveProperty('binary');
});

it('adds a PNG as a file beside the whole answer', async () => {
	const { items, json } = await create({ qrCode: true });
	const file = items[0]!.binary!.qrCode!;
	expect(file).toMatchObject({ fileName: 'easyqr-A-1.png', mimeType: 'image/png' });
	expect(Buffer.from(file.data, 'base64').subarray(0, 4)).toEqual(PNG);
	expect(json[0]).toMatchObject({ orderNo: 'A-1', codeUrl: expect.any(String) });
	expect(items[0]!.pairedItem).toEqual({ item: 0 });
});

it('adds an SVG under another name where asked', async () => {
	const { items } = await create({
		qrCode: true,
		qrCodeFormat: 'svg',
		qrCodeBinaryProperty: 'picture',
		qrCodeSize: 500,
	});
	const file = items[0]!.binary!.picture!;
	expect(file).toMatchObject({ fileName: 'easyqr-A-1.svg', mimeType: 'image/svg+xml' });
	expect(Buffer.from(file.data, 'base64').toString()).toContain('width="500"');
});

it('puts a data URI into the JSON in place of a file', async () => {
	const { items, json } = await create({ qrCode: true, qrCodeDataUri: true });
	expect(items[0]).not.toHaveProperty('binary');
	expect(json[0]!.qrCodeDataUri).toMatch(/^data:image\/png;base64,iVBOR/);
});

it.each([
	['../../etc/passwd', 'easyqr-..-..-etc-passwd.png'],
	['請求書 17', 'easyqr-請求書-17.png'],
	['a\\b:c*d?"<>|', 'easyqr-a-b-c-d-.png'],
])('makes the order number %j safe for a file name', async (orderNo, fileName) => {
	const { items } = await create({ qrCode: true }, orderNo);
	expect(items[0]!.binary!.qrCode!.fileName).toBe(fileName);
});

it('makes even an order number safe that only another program could have given', async () => {
	const code = { id: 'code_1', codeUrl: 'https://a.example/', orderNo: 'x\u0000y\nz' };
	elepay.sandbox.faults.set([
		{ answer: { status: 200, body: JSON.stringify(code), contentType: 'application/json' } },
	]);
	const { items } = await elepay.run([{}], {
		options: { qrCode: true },
		parameters: { operation: 'get', codeId: 'code_1' },
	});
	expect(items[0]!.binary!.qrCode!.fileName).toBe('easyqr-x-y-z.png');
});

it('gives the picture of a code that exists', async () => {
	const [code] = (await create({})).json;
	const { items } = await elepay.run([code!], {
		options: { qrCode: true },
		parameters: { operation: 'get', codeId: '={{ $json.id }}', simplify: true },
	});
	expect(items[0]!.binary!.qrCode!.fileName).toBe('easyqr-A-1.png');
});

it.each([
	[{ qrCodeSize: 99 }, 'QR Code Size needs to be '],
	[{ qrCodeSize: 1001 }, 'QR Code Size needs to be '],
	[{ qrCodeMargin: 0 }, 'QR Code Margin needs to be '],
	[{ qrCodeFormat: 'gif' }, "QR Code Format isn't one of its choices"],
	[{ qrCodeErrorCorrection: 'huge' }, "QR Code Error Correction isn't one of its choices"],
])('refuses %j before a code is made', async (option, message) => {
	const { error } = await create({ qrCode: true, ...option });
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
	const { error } = await create({ qrCode: true, qrCodeSize: 100 });
	expect(error?.message).toContain("Order number 'A-1' went through at elepay, but not here");
	expect(error?.description).toContain("Don't send this item again");
});

it('loads no image code while the option is off', async () => {
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
