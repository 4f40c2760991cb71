import { UserError } from 'n8n-workflow';

import { encodeQR } from './libraries';

/** How a picture of a QR code is to look. */
export interface QrImageOptions {
	format: 'png' | 'svg';
	/** Width and height in pixels. */
	size: number;
	/** How much of the code may be covered or damaged: about 7, 15, 25 or 30 %. */
	errorCorrection: 'low' | 'medium' | 'quartile' | 'high';
	/** The light border, in modules (the code's little squares). */
	margin: number;
}

/** Where the modules of a QR code lie in the picture, in whole pixels so that scanners like them. */
export interface QrLayout {
	size: number;
	/** The edge of one module. */
	scale: number;
	/** Where the first module begins, from the left and from the top. */
	offset: number;
	/** Rows of modules; true is dark. */
	modules: boolean[][];
}

/**
 * @param text what the code says
 * @throws {UserError} if the picture is too small for it
 */
export function layOut(text: string, options: QrImageOptions): QrLayout {
	const { size, errorCorrection, margin } = options;
	// The library wants a border; it is cut off, for the picture brings its own
	const modules = encodeQR(text, 'raw', { ecc: errorCorrection, border: 1 })
		.slice(1, -1)
		.map((row) => row.slice(1, -1));
	const count = modules.length;
	// Where the picture is too small for the border, the code goes before it
	const scale = Math.max(
		Math.floor(size / (count + 2 * margin)),
		Math.min(1, Math.floor(size / count)),
	);
	if (scale === 0) {
		throw new UserError(
			`A QR code of ${count} by ${count} squares doesn't fit into ${size} pixels`,
			{
				description: 'Choose a larger Size or a lower Error Correction under Image Options.',
			},
		);
	}
	return { size, scale, offset: Math.floor((size - count * scale) / 2), modules };
}
