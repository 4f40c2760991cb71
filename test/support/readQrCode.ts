import { decode } from 'fast-png';
import jsQR from 'jsqr';

/** Pixels as the decoder reads them. */
export interface Pixels {
	width: number;
	height: number;
	rgba: Uint8ClampedArray;
}

/** The pixels of a PNG file with one bit per pixel. */
export function pixelsOfPng(png: Buffer): Pixels {
	const { width, height, data, depth, channels } = decode(png);
	if (depth !== 1 || channels !== 1) throw new Error('The picture is not black and white');
	const bytesPerLine = Math.ceil(width / 8);
	const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const isWhite = (data[y * bytesPerLine + (x >> 3)]! >> (7 - (x & 7))) & 1;
			rgba.fill(isWhite ? 255 : 0, (y * width + x) * 4, (y * width + x) * 4 + 3);
		}
	}
	return { width, height, rgba };
}

/** What a QR code in a PNG file says, by a decoder that has nothing to do with the encoder. */
export function readQrCode(png: Buffer): string | undefined {
	const { width, height, rgba } = pixelsOfPng(png);
	return jsQR(rgba, width, height)?.data;
}
