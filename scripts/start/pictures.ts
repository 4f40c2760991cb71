import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Outcome } from './createCodes';
import { Problem } from './problem';

/** The folder for the pictures of a result: its own name without the ending. */
export function pictureFolder(out: string): string {
	const { dir, name, ext } = parse(out);
	return join(dir, ext ? name : `${name}-pictures`);
}

/** The same outcomes, no two of which have pictures of the same file name. */
export function withOwnFileNames(outcomes: Outcome[]): Outcome[] {
	const taken = new Set<string>();
	return outcomes.map((outcome) => {
		const { picture } = outcome;
		if (!picture) return outcome;
		return { ...outcome, picture: { ...picture, fileName: freeName(picture.fileName, taken) } };
	});
}

/** Order numbers such as "A/1" and "A-1" make the same file name, and some systems know no case. */
function freeName(wanted: string, taken: Set<string>): string {
	const { name, ext } = parse(wanted);
	let fileName = wanted;
	for (let count = 2; taken.has(fileName.toLowerCase()); count++) {
		fileName = `${name}-${count}${ext}`;
	}
	taken.add(fileName.toLowerCase());
	return fileName;
}

/** Writes the picture of each code. */
export async function writePictures(folder: string, outcomes: Outcome[]): Promise<void> {
	try {
		await mkdir(folder, { recursive: true });
		for (const { picture } of outcomes) {
			if (picture) await writeFile(join(folder, picture.fileName), picture.data);
		}
	} catch (error) {
		throw new Problem(
			`Can't write the pictures: ${(error as Error).message}`,
			'The codes have been created and the result has been written.',
		);
	}
}
