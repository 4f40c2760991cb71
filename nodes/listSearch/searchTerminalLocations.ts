import { searchOf, withDetails } from './searchOf';

/** Where card readers can stand. */
export const searchTerminalLocations = searchOf({
	path: '/terminal/locations',
	property: 'locations',
	kind: 'whole',
	labelOf: ({ name, description, id }) => withDetails(name || id, description),
});
