import type { IDataObject, INodeType } from 'n8n-workflow';

import type { Engine } from '../../engine';
import { TEST_KEY, useElepay } from '../support/elepay';
import {
	answersTo,
	callingAgent,
	requestingAgent,
	TOOL_TYPE,
	toolOf,
	type ToolAnswer,
} from './support/agent';

const elepay = useElepay();

const call = (orderNo: string, amount: unknown = '1200') => ({ amount, orderNo }) as IDataObject;

const BAD = 'Order number \'BAD\': Amount needs to be a whole number, but is "12.5" [item 0]';

let engine: Engine;

beforeEach(() => {
	const nodeType = elepay.engine.nodeTypes.getByName('n8n-nodes-elepay.elepay') as INodeType;
	engine = elepay.engineWith(
		{ secretKey: TEST_KEY, baseUrl: elepay.sandbox.url },
		{ callingAgent, requestingAgent, [TOOL_TYPE]: toolOf(nodeType) },
	);
});

/** What the model gets of a call that made a code. */
const made = ({ answer }: ToolAnswer) =>
	(JSON.parse(answer ?? '[]') as IDataObject[]).map(({ orderNo, amount }) => ({ orderNo, amount }));

describe.each(['callingAgent', 'requestingAgent'] as const)(
	'as a tool of a %s, the node',
	(agent) => {
		it('makes the code of a call', async () => {
			const answers = await answersTo(engine, { agent, calls: [[call('AI-1')]] });
			expect(answers.map(made)).toEqual([[{ orderNo: 'AI-1', amount: 1200 }]]);
			expect(elepay.bodies).toEqual([
				{ amount: 1200, currency: 'JPY', orderNo: 'AI-1', expiryDuration: 10 },
			]);
		}, 10_000);

		it('makes the codes of several calls, on several items of the agent', async () => {
			const calls = [
				[call('A-1', '1'), call('A-2', '2')],
				[call('B-1', '3')],
				[call('C-1', '4'), call('C-2', '5'), call('C-3', '6')],
			];
			const answers = await answersTo(engine, { agent, calls });
			expect(answers.map(made)).toEqual(
				calls.flat().map(({ orderNo, amount }) => [{ orderNo, amount: Number(amount) }]),
			);
			expect(elepay.bodies).toHaveLength(6);
		}, 10_000);

		it('answers a call that it refuses with its message, and the others with their codes', async () => {
			const calls = [
				[call('A-1'), call('BAD', '12.5')],
				[call('BAD', '12.5')],
				[call('C-1'), call('')],
			];
			const answers = await answersTo(engine, { agent, calls });
			expect(answers).toHaveLength(5);
			const texts = answers.map(({ answer = '', thrown = '' }) => answer + thrown);
			expect(texts[0]).toContain('"orderNo":"A-1"');
			expect(texts[1]).toContain(BAD.slice(0, 40));
			expect(texts[2]).toContain(BAD.slice(0, 40));
			expect(texts[3]).toContain('"orderNo":"C-1"');
			expect(texts[4]).toContain('Order Number is empty [item 0]');
			expect(elepay.bodies.map(({ orderNo }) => orderNo).sort()).toEqual(['A-1', 'C-1']);
		}, 10_000);

		it('answers with the message of elepay', async () => {
			await elepay.run([{ amount: 1, orderNo: 'TAKEN' }]);
			const calls = [[call('TAKEN')], [call('NEW')]];
			const [taken, fresh] = await answersTo(engine, { agent, calls });
			expect((taken?.answer ?? '') + (taken?.thrown ?? '')).toContain(
				"Order number 'TAKEN' is taken",
			);
			expect(made(fresh!)).toEqual([{ orderNo: 'NEW', amount: 1200 }]);
		}, 10_000);
	},
);

describe('as a tool that its agent calls itself, the node', () => {
	const agent = 'callingAgent';

	it('throws what it refuses, with what helps', async () => {
		const [answer] = await answersTo(engine, { agent, calls: [[call('BAD', '12.5')]] });
		expect(answer?.thrown).toContain(BAD);
		expect(answer?.thrown).toContain('Details: Use whole yen in Amount');
	}, 10_000);

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'answers with the message in its place with onError: %s',
		async (onError) => {
			const calls = [[call('BAD', '12.5'), call('GOOD')]];
			const answers = await answersTo(engine, { agent, calls, tool: { onError } });
			expect(JSON.parse(answers[0]?.answer ?? '')).toEqual([
				expect.objectContaining({
					elepayError: BAD,
					elepayHelp: expect.stringContaining('whole yen') as string,
				}),
			]);
			expect(made(answers[1]!)).toEqual([{ orderNo: 'GOOD', amount: 1200 }]);
		},
		10_000,
	);

	it('answers every call where columns are mapped, though a model can give none', async () => {
		const parameters = { mappingMode: 'autoMapInputData', amount: '', orderNo: '' };
		const calls = [[{}], [{}, {}]];
		const answers = await answersTo(engine, { agent, calls, parameters });
		expect(answers).toHaveLength(3);
		for (const { thrown } of answers)
			expect(thrown).toContain('None of the columns is the Amount [item 0]');
	}, 10_000);

	it('is tried again by n8n where its Retry On Fail says so', async () => {
		elepay.sandbox.faults.set([{ times: 1, answer: { body: '', status: 503 } }]);
		const tool = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const answers = await answersTo(engine, { agent, calls: [[call('AGAIN')]], tool });
		expect(answers.map(made)).toEqual([[{ orderNo: 'AGAIN', amount: 1200 }]]);
		expect(elepay.bodies).toHaveLength(2);
	}, 10_000);

	it('gets, closes and lists as well', async () => {
		const { json } = await elepay.run([{ amount: 1, orderNo: 'A' }]);
		const codeId = String(json[0]!.id);
		const id = "={{ $fromAI('codeId', ``, 'string') }}";
		const answerOf = async (parameters: object, values: IDataObject) => {
			const [answer] = await answersTo(engine, {
				agent,
				calls: [[values]],
				parameters: { amount: '', orderNo: '', ...parameters },
			});
			return JSON.parse(answer?.answer ?? 'null') as unknown;
		};
		expect(await answerOf({ operation: 'get', codeId: id, simplify: true }, { codeId })).toEqual([
			expect.objectContaining({ id: codeId, paid: false }),
		]);
		expect(await answerOf({ operation: 'close', codeId: id }, { codeId })).toEqual([
			{ id: codeId, closed: true },
		]);
		const list = await answerOf({ resource: 'paymentMethod', operation: 'getAll', limit: 3 }, {});
		expect(list).toHaveLength(3);
	}, 10_000);
});
