/** Something is missing that the user can bring: the message says what, and no stack is shown. */
export class SetupError extends Error {
	override name = 'SetupError';
}

/** Ends the program with what went wrong, without a stack where the message says it all. */
export function reportFailure(error: unknown): never {
	console.error(error instanceof SetupError ? `\n${error.message}` : error);
	process.exit(1);
}
