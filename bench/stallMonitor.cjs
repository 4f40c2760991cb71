// Loaded into n8n's process (node --require): writes down when its event loop stood still.
const { writeFileSync } = require('node:fs');

const TICK = 20;
const NOTABLE = 50;

const stalls = [];
let last = Date.now();
setInterval(() => {
	const now = Date.now();
	const length = now - last - TICK;
	if (length > NOTABLE) stalls.push({ end: now, length });
	last = now;
}, TICK).unref();

process.on('exit', () => writeFileSync(process.env.BENCH_STALLS, JSON.stringify(stalls)));
