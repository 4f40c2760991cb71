import type { QrLayout } from './layout';

/** The picture as an SVG file: one path of all dark runs on a white ground. */
export function toSvg({ size, scale, offset, modules }: QrLayout): Buffer {
	const runs = modules.flatMap((row, rowIndex) => runsOf(row, offset + rowIndex * scale));
	return Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
			`<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${runs.join('')}"/></svg>`,
	);

	function runsOf(row: boolean[], top: number): string[] {
		const paths: string[] = [];
		for (let start = row.indexOf(true); start >= 0;) {
			const next = row.indexOf(false, start);
			const end = next < 0 ? row.length : next;
			const width = (end - start) * scale;
			paths.push(`M${offset + start * scale} ${top}h${width}v${scale}h-${width}z`);
			start = row.indexOf(true, end);
		}
		return paths;
	}
}
