import { TERMINAL_LOCATIONS } from '../../world/data/terminalLocations';
import type { World } from '../../world/world';
import { APP_ID } from '../account';
import { ApiError } from '../errors';
import type { Texts } from '../schema';

/** Where readers stand; not one of the Location objects. */
export interface TerminalLocation {
	id: string;
	name: string;
	country: string;
	description: string;
	logoUrl: string;
}

/** The Reader object: a card terminal. */
export interface Reader {
	id: string;
	appId: string;
	object: 'terminal.reader';
	liveMode: boolean;
	locationId: string;
	serialNumber: string | null;
	registrationCode: string;
	metadata: Texts;
	status: 'pending' | 'active';
}

/** The body of POST /terminal/readers after validation. */
export interface ReaderRequest {
	locationId: string;
	metadata?: Texts;
}

/** Adds a reader, which waits for its registration code to be typed into the device. */
export function createReader(
	world: World,
	liveMode: boolean,
	{ locationId, metadata }: ReaderRequest,
): Reader {
	if (!TERMINAL_LOCATIONS.some(({ id }) => id === locationId)) {
		throw new ApiError('M002003', 'locationId');
	}
	const id = world.newId('rdr');
	const reader: Reader = {
		id,
		appId: APP_ID,
		object: 'terminal.reader',
		liveMode,
		locationId,
		serialNumber: null,
		registrationCode: id.slice(-6).toUpperCase(),
		metadata: metadata ?? {},
		status: 'pending',
	};
	world.state.of(liveMode).readers.add(reader);
	return reader;
}

/** The code has been typed into the device. */
export function activateReader(world: World, reader: Reader): Promise<void> {
	if (reader.status === 'active') throw new ApiError('M006002', 'readerId');
	reader.status = 'active';
	reader.serialNumber = `SN-${reader.registrationCode}`;
	return world.webhooks.send('reader.activated', reader, reader.liveMode);
}
