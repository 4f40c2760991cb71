import { searchOf, withDetails } from './searchOf';

/** Card readers. One that isn't paired yet has no serial number. */
export const searchReaders = searchOf({
	path: '/terminal/readers',
	property: 'readers',
	kind: 'pages',
	labelOf: ({ serialNumber, registrationCode, status, id }) =>
		withDetails(serialNumber || registrationCode || id, status),
});
