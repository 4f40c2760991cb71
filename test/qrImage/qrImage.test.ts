import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import jsQR from 'jsqr';

import { qrImage } from '../../dist/nodes/Elepay/qrImage';
import type { QrImageOptions } from '../../dist/nodes/Elepay/qrImage/layout';
import { pixelsOfPng, type Pixels } from '../support/readQrCode';

const LEVELS = ['low', 'medium', 'quartile', 'high'] as const;

const OPTIONS: QrImageOptions = { format: 'png', size: 300, errorCorrection: 'medium', margin: 4 };

/** The pixels as RGBA, which is what the independent decoder reads. */
function pixelsOf(data: Buffer, format: QrImageOptions['format']): Pixels {
	if (format === 'svg') {
		const image = new Resvg(data.toString('utf8')).render();
		return { width: image.width, height: image.height, rgba: new Uint8ClampedArray(image.pixels) };
	}
	return pixelsOfPng(data);
}

function read(text: string, options: QrImageOptions): string | undefined {
	const { data } = qrImage(text, options);
	const { width, height, rgba } = pixelsOf(data, options.format);
	expect({ width, height }).toEqual({ width: options.size, height: options.size });
	return jsQR(rgba, width, height)?.data;
}

const URL_CHARACTERS = [...'ABCXYZabcxyz0189-._~:/?#@!$&()*+,;=%'];

const urls = fc
	.string({ unit: fc.constantFrom(...URL_CHARACTERS), minLength: 0, maxLength: 247 })
	.map((rest) => `https://${rest}`);

describe.each(['png', 'svg'] as const)('a QR code as %s', (format) => {
	it('is read back by another decoder, whatever the URL, level and size', () => {
		fc.assert(
			fc.property(
				urls,
				fc.constantFrom(...LEVELS),
				fc.integer({ min: 100, max: 1000 }),
				(url, errorCorrection, size) => {
					expect(read(url, { ...OPTIONS, format, errorCorrection, size })).toBe(url);
				},
			),
			{ numRuns: 60 },
		);
	});

	it.each(LEVELS)('holds a URL of 255 characters at level %s in 100 pixels', (errorCorrection) => {
		const url = `https://api.elepay.io/${'aB3_'.repeat(60)}`.slice(0, 255).padEnd(255, 'x');
		expect(read(url, { ...OPTIONS, format, errorCorrection, size: 100 })).toBe(url);
	});

	it.each([100, 101, 300, 999, 1000])('is exactly %i pixels wide and high', (size) => {
		expect(read('https://api.elepay.io/x', { ...OPTIONS, format, size })).toBe(
			'https://api.elepay.io/x',
		);
	});

	it('is the same each time', () => {
		const options = { ...OPTIONS, format };
		expect(qrImage('https://a.example', options)).toEqual(qrImage('https://a.example', options));
	});
});

it('leaves the margin that was asked for light', () => {
	const size = 330;
	const { rgba } = pixelsOf(
		qrImage('https://a.example', { ...OPTIONS, size, margin: 4 }).data,
		'png',
	);
	const isLight = (x: number, y: number) => rgba[(y * size + x) * 4] === 255;
	// 25 modules and 4 on each side make 10 pixels a module
	for (let i = 0; i < size; i++) expect(isLight(i, 39) && isLight(39, i)).toBe(true);
	expect(isLight(40, 40)).toBe(false);
});

it('gives up the margin before the code where the picture is small', () => {
	const url = `https://api.elepay.io/${'x'.repeat(233)}`;
	const options: QrImageOptions = { ...OPTIONS, size: 100, margin: 10, errorCorrection: 'high' };
	expect(read(url, options)).toBe(url);
});

it('refuses a picture that is too small for what the code has to say', () => {
	const text = 'x'.repeat(1000);
	expect(() => qrImage(text, { ...OPTIONS, size: 100 })).toThrow(/doesn't fit into 100 pixels/);
});
