/** Something is missing that the user can bring: the message says what, and no stack is shown. */
export class SetupError extends Error {
	override name = 'SetupError';
}

/** Prints what went wrong, without a stack where the message says it all. */
export function reportFailure(error: unknown): void {
	console.error(error instanceof SetupError ? `\n${error.message}` : error);
	process.exitCode = 1;
}
