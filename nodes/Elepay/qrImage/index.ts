import { layOut, type QrImageOptions } from './layout';
import { toPng } from './png';
import { toSvg } from './svg';

/** A picture as a file. */
export interface QrImage {
	data: Buffer;
	mimeType: string;
}

/**
 * Makes the picture of a QR code here, on this machine: what it says is sent to nobody.
 *
 * @param text what the code says
 * @throws {UserError} if it doesn't fit into the picture
 */
export function qrImage(text: string, options: QrImageOptions): QrImage {
	const layout = layOut(text, options);
	return options.format === 'svg'
		? { data: toSvg(layout), mimeType: 'image/svg+xml' }
		: { data: toPng(layout), mimeType: 'image/png' };
}
