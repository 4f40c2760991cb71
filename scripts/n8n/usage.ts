import { readFile, writeFile } from 'node:fs/promises';

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
