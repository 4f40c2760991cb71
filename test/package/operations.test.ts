import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { Columns } from '../../dist/nodes/Elepay/fields/columns';
import { entryOf, flat, isMap, readerOf, type Field } from '../../dist/nodes/Elepay/fields/field';
import { resources } from '../../dist/nodes/Elepay/resources';
import { optionFields } from '../../dist/nodes/Elepay/run/optionFields';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { PACKAGE_ROOT, TEST_KEY } from '../support/elepay';

const operations = resources.flatMap((resource) =>
	resource.operations.map(
		(operation) => [`${resource.name} > ${operation.name}`, operation, resource] as const,
	),
);

const numberIn = (text: string | undefined) => Number(text?.replaceAll(',', ''));

/** Whether a field takes a value. */
function takes(field: Field, value: unknown): boolean {
	try {
		return readerOf(field)(value, field.displayName) !== undefined;
	} catch {
		return false;
	}
}

/** The limits that a description speaks of: values at the limit, and one beyond. */
function told(field: Field): Array<[last: unknown, beyond: unknown]> {
	const { description = '' } = field;
	const found: Array<[unknown, unknown]> = [];
	const characters = /(?:1 to|up to) ([\d,]+) characters/i.exec(description);
	const range = /\bfrom (-?[\d,]+) to ([\d,]+)\b/.exec(description);
	const entries = /Up to ([\d,]+) entries/.exec(description);
	if (characters) {
		const most = numberIn(characters[1]);
		found.push(['請'.repeat(most), '請'.repeat(most + 1)]);
	}
	if (range && !characters) {
		const [least, most] = [numberIn(range[1]), numberIn(range[2])];
		found.push([least, least - 1], [most, most + 1]);
	}
	if (entries && isMap(field)) {
		const most = numberIn(entries[1]);
		const map = (size: number) =>
			Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, 'v']));
		found.push([map(most), map(most + 1)]);
	}
	if (isMap(field)) found.push(...toldOfEntries(entryOf(field).values));
	return found;
}

function toldOfEntries([name, value]: Field[]): Array<[unknown, unknown]> {
	const found: Array<[unknown, unknown]> = [];
	const key = /up to (\d+) characters/i.exec(name?.description ?? '');
	const bytes = /up to (\d+) bytes \((\d+) Japanese/i.exec(value?.description ?? '');
	if (key) {
		const most = numberIn(key[1]);
		found.push([{ ['k'.repeat(most)]: 'v' }, { ['k'.repeat(most + 1)]: 'v' }]);
	}
	if (bytes) {
		const [most, japanese] = [numberIn(bytes[1]), numberIn(bytes[2])];
		found.push([{ k: 'x'.repeat(most) }, { k: 'x'.repeat(most + 1) }]);
		found.push([{ k: '請'.repeat(japanese) }, { k: '請'.repeat(japanese + 1) }]);
	}
	return found;
}

describe.each(operations)('%s', (_name, operation, resource) => {
	const { settings = [] } = operation;
	const fields = [...flat(operation.fields), ...flat(settings), ...optionFields(operation)];

	it('may always be repeated if it only reads', () => {
		const isGet = operation.request.startsWith('GET ');
		expect(['always', 'onRequest', 'never']).toContain(operation.repeat);
		if (isGet) expect(operation.repeat).toBe('always');
		expect(operation.effect === undefined).toBe(isGet);
	});

	it('has a field for every name in its path', () => {
		const names = [...operation.request.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		expect(flat(operation.fields)).toEqual(
			expect.arrayContaining(
				names.map((name) => expect.objectContaining({ name, required: true }) as object),
			),
		);
	});

	it('has an output schema for the editor', () => {
		const path = `dist/nodes/Elepay/__schema__/v1.0.0/${resource.value}/${operation.value}.json`;
		expect(existsSync(join(PACKAGE_ROOT, path))).toBe(true);
	});

	it('leaves at most ten properties when simplified', () => {
		expect(operation.gives.simplified?.length ?? 0).toBeLessThanOrEqual(10);
	});

	it('keeps to the limits that the descriptions of its fields tell', () => {
		for (const field of fields) {
			for (const [last, beyond] of told(field)) {
				expect([field.name, last, takes(field, last)]).toEqual([field.name, last, true]);
				expect([field.name, beyond, takes(field, beyond)]).toEqual([field.name, beyond, false]);
			}
		}
	});

	it('finds the column of every field by each of its names, so that no two share one', () => {
		if (!operation.mapsColumns) return;
		const own = flat(operation.fields);
		const columns = new Columns(own);
		for (const { name, displayName, columns: synonyms = [] } of own) {
			for (const column of [name, displayName, ...synonyms]) {
				expect([column, columns.pathFor(column, 'xyz_01')]).toEqual([column, name]);
			}
		}
	});

	it('takes no column for a sum that may be another one', () => {
		const columns = new Columns(operation.mapsColumns ? flat(operation.fields) : []);
		for (const column of [
			'単価',
			'税抜金額',
			'金額(税抜)',
			'消費税',
			'送料',
			'値引',
			'残高',
			'数量',
		]) {
			expect([column, columns.pathFor(column, 'xyz_01')]).toEqual([column, undefined]);
		}
	});

	it('tells every limit of a text', () => {
		for (const field of fields.filter(({ maxLength }) => maxLength !== undefined)) {
			expect(field.description).toMatch(new RegExp(`up to ${field.maxLength} characters`, 'i'));
		}
	});
});

it('the limits that are told are found in the descriptions', () => {
	const all = operations.flatMap(([, operation]) => flat(operation.fields));
	// Order number, description, expiry; size, names and values of metadata; size and names of extra
	expect(all.flatMap(told).length).toBeGreaterThanOrEqual(1 + 1 + 2 + 4 + 2);
});

describe('the calls of all operations', () => {
	let sandbox: Sandbox;

	beforeAll(async () => (sandbox = await startSandbox()));
	afterAll(async () => await sandbox.close());

	it.each(operations)('are calls that elepay has: %s', async (_name, { request }) => {
		const [method, path] = request.split(' ') as [string, string];
		const answer = await fetch(sandbox.url + path.replace(/\{\w+\}/g, 'x'), {
			method,
			headers: { authorization: `Bearer ${TEST_KEY}` },
		});
		expect(await answer.text()).not.toContain('M003000');
	});

	it('are told from one that elepay has not', async () => {
		const headers = { authorization: `Bearer ${TEST_KEY}` };
		const answer = await fetch(`${sandbox.url}/nothing`, { headers });
		expect(await answer.json()).toMatchObject({ errorCode: 'M003000' });
	});
});
