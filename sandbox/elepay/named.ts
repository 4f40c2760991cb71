import { ApiError } from './errors';

/**
 * The object that a request names in one of its parts. Throws M002003, naming the part, where
 * there is none of that id.
 */
export function named<Name extends string, T>(
	objects: ReadonlyMap<string, T>,
	request: Partial<Record<Name, string>>,
	name: Name,
): T {
	const object = objects.get(request[name] ?? '');
	if (object === undefined) throw new ApiError('M002003', name);
	return object;
}

/** The same, or undefined where the request doesn't name any. */
export function namedIfAny<Name extends string, T>(
	objects: ReadonlyMap<string, T>,
	request: Partial<Record<Name, string>>,
	name: Name,
): T | undefined {
	return request[name] === undefined ? undefined : named(objects, request, name);
}
