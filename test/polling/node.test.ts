import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workflow, type INodeProperties } from 'n8n-workflow';

import { ElepayPaymentsTrigger } from '../../dist/nodes/ElepayPaymentsTrigger/ElepayPaymentsTrigger.node';
import { LIMITS } from '../../dist/nodes/ElepayPaymentsTrigger/properties';
import { createEngine } from '../../engine';
import { DISCOURAGED_WORDS } from '../support/documented';
import { node, PACKAGE_ROOT } from '../support/elepay';
import { SECOND, started, useShop } from './support/shop';

const shop = useShop();

const { description } = new ElepayPaymentsTrigger();

const options = description.properties.find(({ name }) => name === 'options')!
	.options as INodeProperties[];

describe('the node', () => {
	it('is a polling trigger that n8n finds by what people look for', () => {
		expect(description).toMatchObject({ polling: true, group: ['trigger'], inputs: [] });
		expect(description.credentials).toEqual([{ name: 'elepayApi', required: true }]);
		const codex = JSON.parse(
			readFileSync(
				join(PACKAGE_ROOT, 'nodes/ElepayPaymentsTrigger/ElepayPaymentsTrigger.node.json'),
				'utf8',
			),
		) as { node: string; alias: string[] };
		expect(codex.node).toBe('n8n-nodes-elepay.elepayPaymentsTrigger');
		expect(codex.alias).toEqual(expect.arrayContaining(['payment', 'refund', 'polling']));
	});

	it('says nothing in words that n8n discourages', () => {
		const texts: string[] = [];
		JSON.stringify(description, (key, value: unknown) => {
			if (typeof value === 'string' && /displayName|description/.test(key)) texts.push(value);
			return value;
		});
		expect(texts.length).toBeGreaterThan(10);
		expect(texts.filter((text) => DISCOURAGED_WORDS.test(text))).toEqual([]);
	});

	it.each([
		['payments', 'Payments'],
		['refunds', 'Refunds'],
		['both', 'Payments and refunds'],
	])('says below its name what it watches: %s', (watch, shown) => {
		const own = node('Trigger', 'trigger', { watch });
		const { nodeTypes } = createEngine({
			extraNodeTypes: { trigger: new ElepayPaymentsTrigger() },
		});
		const { expression } = new Workflow({
			nodes: [own],
			connections: {},
			active: false,
			nodeTypes,
		});
		expect(expression.getSimpleParameterValue(own, description.subtitle, 'internal', {})).toBe(
			shown,
		);
	});

	it.each(Object.entries(LIMITS))(
		'tells the limits of %s',
		(name, { default: usual, min, max }) => {
			const option = options.find((one) => one.name === name)!;
			expect(option.default).toBe(usual);
			const told = /([\d,]+) to ([\d,]+)/.exec(option.description!)!;
			expect(told.slice(1).map((text) => Number(text.replace(',', '')))).toEqual([min, max]);
		},
	);
});

describe('the output schema', () => {
	const file = join(PACKAGE_ROOT, 'dist/nodes/ElepayPaymentsTrigger/__schema__/v1.0.0.json');
	const schema = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };

	it.each([true, false])('tells of all that comes, Simplify: %s', async (simplify) => {
		const poller = shop.poller({ parameters: { watch: 'both', simplify } });
		await poller.activate();
		shop.pass(SECOND);
		shop.refund(shop.pay());
		await poller.look();
		expect(started(poller)).toHaveLength(2);
		for (const output of started(poller)) {
			expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(output)));
		}
	});
});
