/** An object without what it has for the sandbox's own use. */
export function without<T extends object, Name extends keyof T>(
	object: T,
	...names: Name[]
): Omit<T, Name> {
	const shown = { ...object };
	for (const name of names) delete shown[name];
	return shown;
}
