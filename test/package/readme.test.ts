import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ERROR_CODES } from '../../dist/nodes/api/errorCodes';
import { code } from '../../dist/nodes/api/objects/code';
import { create } from '../../dist/nodes/Elepay/resources/code/create';
import { optionFields } from '../../dist/nodes/Elepay/run/optionFields';
import { PACKAGE_ROOT } from '../support/elepay';

const readme = readFileSync(join(PACKAGE_ROOT, 'README.md'), 'utf8');

/** The rows of all tables, by cells. */
const rows = readme
	.split('\n')
	.filter((line) => line.startsWith('|'))
	.map((line) => line.split('|').map((cell) => cell.trim()));

describe('the README', () => {
	it.each(Object.keys(ERROR_CODES))('has %s in its table of messages', (errorCode) => {
		const row = rows.find((cells) => cells[2]?.includes(errorCode));
		expect(row?.[1]).toMatch(/\S/);
		expect(row?.[3]).toMatch(/\S/);
	});

	it.each(['maxConcurrency', 'maxTries', 'onUncertain'])('tells of the option %s', (option) => {
		const field = optionFields(create).find(({ name }) => name === option);
		expect(readme).toContain(field?.displayName);
	});

	it('names what Simplify leaves', () => {
		expect(code.simplified.length).toBeLessThanOrEqual(10);
		for (const name of code.simplified) expect(readme).toContain(`\`${name}\``);
	});

	it('tells how to install the package, and then the two commands that a clone needs', () => {
		const install = readme.indexOf('Community nodes');
		const start = readme.indexOf('npm ci && npm start');
		const test = readme.indexOf('npm ci && npm test');
		expect(install).toBeGreaterThan(0);
		expect(start).toBeGreaterThan(install);
		expect(test).toBeGreaterThan(start);
	});

	it('has the headings that the Docs links of nodes and credentials lead to', () => {
		for (const heading of [
			'The secret key',
			'From a sheet to a payment',
			'Elepay Trigger',
			'Elepay Payments Trigger',
		]) {
			expect(readme).toContain(`\n## ${heading}\n`);
		}
	});
});
