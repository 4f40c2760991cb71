import type { QrLayout } from './layout';
import { encodePng } from './libraries';

/** The picture as a PNG file with one bit per pixel. */
export function toPng({ size, scale, offset, modules }: QrLayout): Buffer {
	const bytesPerLine = Math.ceil(size / 8);
	// In one-bit greyscale a set bit is white
	const data = new Uint8Array(bytesPerLine * size).fill(0xff);
	modules.forEach((row, rowIndex) => {
		const firstLine = (offset + rowIndex * scale) * bytesPerLine;
		row.forEach((isDark, columnIndex) => {
			if (!isDark) return;
			const left = offset + columnIndex * scale;
			for (let x = left; x < left + scale; x++) data[firstLine + (x >> 3)]! &= ~(0x80 >> (x & 7));
		});
		for (let line = 1; line < scale; line++) {
			data.copyWithin(firstLine + line * bytesPerLine, firstLine, firstLine + bytesPerLine);
		}
	});
	return Buffer.from(encodePng({ width: size, height: size, data, depth: 1, channels: 1 }));
}
