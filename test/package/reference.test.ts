import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { flat } from '../../dist/nodes/Elepay/fields/field';
import { resources } from '../../dist/nodes/Elepay/resources';
import type { Resource } from '../../nodes/Elepay/resources/resource';
import { referenceOf } from '../../scripts/docs/reference';
import { PACKAGE_ROOT } from '../support/elepay';

const reference = readFileSync(join(PACKAGE_ROOT, 'docs/reference.md'), 'utf8');

describe('docs/reference.md', () => {
	it('is what npm run docs makes of the declarations', () => {
		expect(reference).toBe(referenceOf(resources as unknown as Resource[]));
	});

	it.each(
		resources.flatMap(({ name, operations }) =>
			operations.map((operation) => [`${name}: ${operation.name}`, operation] as const),
		),
	)('has call, fields and their labels of %s', (title, { request, fields }) => {
		const section = reference.split(`### ${title}\n`)[1]!.split('\n### ')[0]!;
		expect(section).toContain(`\`${request}\``);
		for (const { name, displayName, required } of flat(fields)) {
			const row = section.split('\n').find((line) => line.includes(`| \`${name}\``));
			expect(row).toContain(displayName);
			expect(row!.startsWith('| **')).toBe(required === true);
			// Nothing is without a word of what it takes
			expect(row).toMatch(/ \| \S[^|]* \|$/);
		}
	});
});
