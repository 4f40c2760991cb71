import fc from 'fast-check';
import { UserError } from 'n8n-workflow';

import { pathId } from '../../dist/nodes/Elepay/fields/values';
import { refusalOf } from '../support/refusals';

describe('an ID as a part of a path', () => {
	it.each([
		['code_1a2B', 'code_1a2B'],
		[' code_1 \n', 'code_1'],
		['a.b~c-d', 'a.b~c-d'],
		['x'.repeat(100), 'x'.repeat(100)],
		[{ id: 'code_1', object: 'code' }, 'code_1'],
	])('%j is %s', (given, id) => {
		expect(pathId(given, 'Code ID')).toBe(id);
	});

	it.each([undefined, null, '', ' ', { id: '' }, { id: null }])('%j is none', (given) => {
		expect(pathId(given, 'Code ID')).toBeUndefined();
	});

	it.each([
		['../charges'],
		['..'],
		['.'],
		['a/b'],
		['a\\b'],
		['a?b'],
		['a#b'],
		['a%2fb'],
		['a b'],
		['a\nb'],
		['コード'],
		['-x'],
		['x'.repeat(101)],
		[5],
		[true],
		[['code_1']],
		[{}],
		[{ code: 'code_1' }],
		[{ id: 5 }],
		[{ id: { id: 'code_1' } }],
		[{ id: Object.create(null) as object }],
		[{ id: { toString: 1, valueOf: 1 } }],
	])('%j is refused', (given) => {
		const { message, description } = refusalOf(() => pathId(given, 'Code ID'));
		expect(message).toMatch(/^Code ID isn't an ID: got /);
		expect(description).toContain('Code ID');
	});

	it('never leads elsewhere, whatever is given', () => {
		const given = fc.oneof(
			fc.anything({ withNullPrototype: true }),
			fc.record({ id: fc.anything({ withNullPrototype: true }) }),
			fc.string({ unit: 'binary' }),
			fc.webPath(),
		);
		fc.assert(
			fc.property(given, (value) => {
				let id: string | undefined;
				try {
					id = pathId(value, 'Code ID');
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(UserError);
					return;
				}
				if (id === undefined) return;
				const { pathname, search, hash } = new URL(`https://example.com/codes/${id}`);
				expect([pathname, search, hash]).toEqual([`/codes/${id}`, '', '']);
			}),
			{ numRuns: 1000 },
		);
	});
});
