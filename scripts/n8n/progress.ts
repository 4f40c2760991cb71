const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 120;

/** How often a line is printed where lines can't be rewritten, such as in the log of a CI. */
const LINE_MS = 30_000;

function elapsed(since: number): string {
	const seconds = Math.round((Date.now() - since) / 1000);
	const minutes = Math.floor(seconds / 60);
	return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/**
 * Says what is going on while a step runs: on a terminal in a line that renews itself, elsewhere
 * in a line every half minute.
 *
 * @param detail how far the step has come, if that can be told
 */
export async function withProgress<T>(
	step: string,
	run: () => Promise<T>,
	detail: () => Promise<string> = async () => '',
): Promise<T> {
	const since = Date.now();
	const terminal = process.stdout.isTTY === true;
	let frame = 0;
	let running = true;

	const show = async () => {
		const line = `${step} … ${[await detail(), elapsed(since)].filter(Boolean).join(', ')}`;
		if (!running) return;
		if (!terminal) return console.log(line);
		frame = (frame + 1) % FRAMES.length;
		process.stdout.write(`\r\x1b[K${FRAMES[frame]} ${line}`);
	};
	const end = (mark: string) => {
		running = false;
		clearInterval(timer);
		console.log(`${terminal ? '\r\x1b[K' : ''}${mark} ${step} (${elapsed(since)})`);
	};

	if (!terminal) console.log(`${step} …`);
	const timer = setInterval(() => void show(), terminal ? FRAME_MS : LINE_MS);
	try {
		const result = await run();
		end('✓');
		return result;
	} catch (error) {
		end('✗');
		throw error;
	}
}
