import { qrImage } from '../dist/nodes/Elepay/qrImage';

/** How long one QR picture takes: `npm run build && npx tsx bench/qrImage.ts`. */
const URL_OF_A_CODE =
	'https://api.elepay.io/easyqr/code_10b20af002f4fbbb09ba787b?mode=auto&locale=ja';
const IMAGES = 200;
const RUNS = 7;

const median = (values: number[]) =>
	[...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

function millisecondsPerImage(format: 'png' | 'svg', size: number): number {
	const times = Array.from({ length: RUNS }, () => {
		const start = performance.now();
		for (let image = 0; image < IMAGES; image++) {
			// A text of its own each time, as in a real run
			qrImage(`${URL_OF_A_CODE}&n=${image}`, {
				format,
				size,
				errorCorrection: 'medium',
				margin: 4,
			});
		}
		return (performance.now() - start) / IMAGES;
	});
	return median(times);
}

console.log(`Milliseconds per picture, median of ${RUNS} runs of ${IMAGES} pictures`);
for (const format of ['png', 'svg'] as const) {
	for (const size of [100, 300, 1000]) {
		console.log(`${format} ${size} px: ${millisecondsPerImage(format, size).toFixed(2)} ms`);
	}
}
