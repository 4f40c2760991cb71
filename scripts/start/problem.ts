/** Something the user can put right: shown as it is, without a stack. */
export class Problem extends Error {
	constructor(
		/** What happened. */
		message: string,
		/** How to go on. */
		readonly advice?: string,
		readonly exitCode = 1,
	) {
		super(message);
	}
}

/** The system's error code (`ENOENT`, …) of whatever was thrown. */
export function systemCode(error: unknown): string | undefined {
	return (error as NodeJS.ErrnoException | undefined)?.code;
}
