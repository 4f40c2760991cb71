import type { World } from '../../world/world';

export interface Transliterated<T> {
	kanji: T;
	kana: T;
	romaji: T;
}

export interface Address {
	pref: string | null;
	city: string | null;
	town: string | null;
	address1: string | null;
	address2: string | null;
}

/** The Location object: a shop of the merchant. */
export interface Location {
	id: string;
	name: Transliterated<string | null>;
	tel: string;
	zip: string;
	address: Transliterated<Address | null>;
	latitude: number | null;
	longitude: number | null;
	note: string | null;
	status: 'active' | 'submitted';
}

/** The body of POST /locations after validation; all of it may be missing in an update. */
export interface LocationRequest {
	name: Partial<Transliterated<string>>;
	tel: string;
	zip: string;
	address: Partial<Transliterated<Partial<Address>>>;
	latitude?: number;
	longitude?: number;
	note?: string;
	status?: Location['status'];
}

function transliterated<T>(given: Partial<Transliterated<T>>): Transliterated<T | null> {
	const { kanji = null, kana = null, romaji = null } = given;
	return { kanji, kana, romaji };
}

function address(given: Partial<Address> | null): Address | null {
	if (given === null) return null;
	const { pref = null, city = null, town = null, address1 = null, address2 = null } = given;
	return { pref, city, town, address1, address2 };
}

function addressesOf(given: LocationRequest['address']): Location['address'] {
	const { kanji, kana, romaji } = transliterated(given);
	return { kanji: address(kanji), kana: address(kana), romaji: address(romaji) };
}

export function createLocation(world: World, fields: LocationRequest): Location {
	return {
		id: world.newId('loc'),
		name: transliterated(fields.name),
		tel: fields.tel,
		zip: fields.zip,
		address: addressesOf(fields.address),
		latitude: fields.latitude ?? null,
		longitude: fields.longitude ?? null,
		note: fields.note ?? null,
		status: fields.status ?? 'active',
	};
}

/** The location with what is given changed and the rest left; names and addresses as a whole. */
export function updatedLocation(
	location: Location,
	{ name, address: addresses, ...fields }: Partial<LocationRequest>,
): Location {
	return {
		...location,
		...fields,
		...(name && { name: transliterated(name) }),
		...(addresses && { address: addressesOf(addresses) }),
	};
}
