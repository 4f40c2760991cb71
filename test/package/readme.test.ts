import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ERROR_CODES } from '../../dist/nodes/api/errorCodes';
import { CODE_PROPERTIES } from '../../dist/nodes/Elepay/resources/code/body';
import { simplifiedCode } from '../../dist/nodes/Elepay/resources/code/code';
import { NUMBER_OPTIONS } from '../../dist/nodes/Elepay/transport/options';
import { PACKAGE_ROOT } from '../support/elepay';
import documentedCode from '../support/documentedCode.json';

const readme = readFileSync(join(PACKAGE_ROOT, 'README.md'), 'utf8');

/** The rows of all tables, by cells. */
const rows = readme
	.split('\n')
	.filter((line) => line.startsWith('|'))
	.map((line) => line.split('|').map((cell) => cell.trim()));

describe('the README', () => {
	it.each(Object.entries(CODE_PROPERTIES))('has %s in its table of fields', (name, { label }) => {
		const row = rows.find((cells) => cells[1] === label);
		expect(row?.[2]).toContain(`\`${name}\``);
	});

	it.each(Object.keys(ERROR_CODES))('has %s in its table of messages', (code) => {
		const row = rows.find((cells) => cells[2]?.includes(code));
		expect(row?.[1]).toMatch(/\S/);
		expect(row?.[3]).toMatch(/\S/);
	});

	it.each(Object.values(NUMBER_OPTIONS).slice(0, 2))('tells of the option $label', ({ label }) => {
		expect(readme).toContain(label);
	});

	it('names what Simplify leaves', () => {
		const names = Object.keys(simplifiedCode(documentedCode as never));
		expect(names.length).toBeLessThanOrEqual(10);
		for (const name of names) expect(readme).toContain(`\`${name}\``);
	});

	it('begins with the two commands that a clone needs', () => {
		const start = readme.indexOf('npm ci && npm start');
		const test = readme.indexOf('npm ci && npm test');
		expect(start).toBeGreaterThan(0);
		expect(test).toBeGreaterThan(start);
		expect(readme.indexOf('Community nodes')).toBeGreaterThan(test);
	});
});
