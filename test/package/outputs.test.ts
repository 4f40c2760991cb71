import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { resources } from '../../dist/nodes/Elepay/resources';
import type { PropertyType } from '../../dist/nodes/api/objects/apiObject';
import { useElepay } from '../support/elepay';
import { COLUMNS, runnerOf } from '../support/operations';

const elepay = useElepay();

/** The paths in a value that the declaration of its object doesn't tell of. */
function untold(type: PropertyType | undefined, value: unknown, path: string): string[] {
	if (type === undefined) return [path];
	if (value === null || value === undefined || type === 'map') return [];
	if (Array.isArray(type)) {
		return (value as unknown[]).flatMap((entry) => untold(type[0], entry, `${path}[]`));
	}
	if (typeof type !== 'object') return typeof value === 'object' ? [path] : [];
	return Object.entries(value as object).flatMap(([name, part]) =>
		untold(type[name], part, `${path}.${name}`),
	);
}

const CUSTOMER = 'cus_test_0001';

async function made(resource: string, row: IDataObject): Promise<string> {
	const { json } = await runnerOf(elepay, resource)('create', [row], COLUMNS);
	return String(json[0]!.id);
}

const charge = async () =>
	await made('charge', {
		amount: 1000,
		orderNo: 'A-1',
		customerId: CUSTOMER,
		sourceId: 'src_test_0001_1',
		locationId: 'loc_0001',
	});

/** What has to be there for each operation that reads, as its parameters. */
const SCENES: Record<string, () => Promise<INodeParameters>> = {
	'charge > get': async () => ({ chargeId: await charge() }),
	'charge > getAll': async () => {
		await charge();
		return {};
	},
	'refund > get': async () => {
		const chargeId = await charge();
		return { chargeId, refundId: await made('refund', { chargeId, amount: 1, reason: 'x' }) };
	},
	'refund > getAll': async () => {
		const chargeId = await charge();
		await made('refund', { chargeId, amount: 1, reference: 'x' });
		return { chargeId };
	},
	'invoice > get': async () => ({
		invoiceId: await made('invoice', { customerId: CUSTOMER, amount: 1, items: [{ name: 'x' }] }),
	}),
	'subscription > get': async () => ({
		subscriptionId: await made('subscription', {
			customerId: CUSTOMER,
			amount: 100,
			interval: 'day',
		}),
	}),
	'subscription > getPeriods': async () => {
		const parameters = await SCENES['subscription > get']!();
		await runnerOf(elepay, 'subscription')('start', [{}], parameters);
		return parameters;
	},
};

describe.each(Object.keys(SCENES))('%s', (name) => {
	const [resource, value] = name.split(' > ') as [string, string];
	const operation = resources
		.find((one) => one.value === resource)!
		.operations.find((one) => one.value === value)!;

	it('gives nothing that its declaration does not tell of', async () => {
		const parameters = await SCENES[name]!();
		const { json } = await runnerOf(elepay, resource)(value, [{}], {
			...parameters,
			simplify: false,
		});
		expect(json).toHaveLength(1);
		expect(untold(operation.gives.properties, json[0], '')).toEqual([]);
	});

	it('gives, simplified, all that its declaration says, and no secrets', async () => {
		const parameters = await SCENES[name]!();
		const { json } = await runnerOf(elepay, resource)(value, [{}], {
			...parameters,
			simplify: true,
		});
		expect(Object.keys(json[0]!)).toEqual(operation.gives.simplified);
		expect(JSON.stringify(json)).not.toMatch(/credential|cardInfo|bankAccountNo/);
	});
});
