import type { Page } from '@playwright/test';
import jsQR from 'jsqr';

interface Pixels {
	width: number;
	height: number;
	data: number[];
}

/** Runs in the browser, which decodes the picture. */
const pixelsOf = (address: string) => `(async () => {
	const image = new Image();
	image.src = ${JSON.stringify(address)};
	await image.decode();
	const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
	const context = canvas.getContext('2d');
	context.drawImage(image, 0, 0);
	const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
	return { width, height, data: [...data] };
})()`;

/** What somebody reads who scans the QR code in a picture: a file, or one that the page shows. */
export async function scan(page: Page, picture: Buffer | string): Promise<string | undefined> {
	const address =
		typeof picture === 'string' ? picture : `data:image/png;base64,${picture.toString('base64')}`;
	const { width, height, data } = await page.evaluate<Pixels>(pixelsOf(address));
	return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}
