import { readdir, readFile, writeFile } from 'node:fs/promises';

/** The most memory a process has had, in MB, where the system tells (Linux). */
export async function peakMegabytes(pid: number | undefined): Promise<number | undefined> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
	return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Lets the peak of a process begin anew with what it has now, where the system can (Linux). */
export async function forgetPeak(pid: number | undefined): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
}

/** Linux counts processors' time in these. */
const TICKS_PER_SECOND = 100;

/** The fields of /proc/<pid>/stat behind the program's name, which may have anything in it. */
const PARENT = 1;
const TIMES = { from: 11, to: 15 };

/**
 * The processors' time that processes have used up, with that of their children, in seconds, where
 * the system tells (Linux).
 */
export async function processorSeconds(pids: Array<number | undefined>): Promise<number> {
	const running = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
	const all = await Promise.all(
		running.map(async (pid) => {
			const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
			const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			const ticks = fields.slice(TIMES.from, TIMES.to).reduce((sum, time) => sum + Number(time), 0);
			return { pid: Number(pid), parent: Number(fields[PARENT]), ticks };
		}),
	);
	return (
		all
			.filter(({ pid, parent }) => pids.includes(pid) || pids.includes(parent))
			.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND
	);
}
