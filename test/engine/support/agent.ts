import {
	NodeConnectionTypes,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';

import { nodeError, type Engine, type EngineWorkflow } from '../../../engine';
import { node } from '../../support/elepay';

export const TOOL_TYPE = 'n8n-nodes-elepay.elepayTool';

/** The tool that n8n makes of a node, as its NodeTypes service does. */
export function toolOf(nodeType: INodeType): INodeType {
	const { name, displayName } = nodeType.description;
	const description = Object.create(nodeType.description, {
		name: { value: `${name}Tool`, enumerable: true },
		displayName: { value: `${displayName} Tool`, enumerable: true },
		inputs: { value: [], enumerable: true },
		outputs: { value: [NodeConnectionTypes.AiTool], enumerable: true },
	}) as INodeType['description'];
	return Object.create(nodeType, {
		description: { value: description },
		execute: { value: undefined, writable: true },
	}) as INodeType;
}

/** What a tool has answered one call of an agent with. */
export interface ToolAnswer extends IDataObject {
	/** The JSON text that the model gets. */
	answer?: string;
	/** What was thrown instead. */
	thrown?: string;
}

/** A tool as LangChain has it. */
interface Tool {
	invoke(values: IDataObject): Promise<string>;
}

const description = (name: string): INodeType['description'] => ({
	displayName: name,
	name,
	group: ['transform'],
	version: 1,
	description: 'Stand-in for the AI Agent, whose model is the workflow: `calls` of each item',
	defaults: { name },
	inputs: [
		NodeConnectionTypes.Main,
		{ type: NodeConnectionTypes.AiTool, displayName: 'Tool', required: true },
	],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
});

const callsOf = (json: IDataObject) => json.calls as IDataObject[];

/** An agent that calls its tools itself, through LangChain: versions before 3, and sub-agents. */
export const callingAgent: INodeType = {
	description: description('callingAgent'),
	async execute(this: IExecuteFunctions) {
		const output: ToolAnswer[] = [];
		for (const [itemIndex, { json }] of this.getInputData().entries()) {
			const tools = await this.getInputConnectionData(NodeConnectionTypes.AiTool, itemIndex);
			const [tool] = tools as Tool[];
			const answers = callsOf(json).map(async (values): Promise<ToolAnswer> => {
				try {
					return { answer: await tool!.invoke(values) };
				} catch (thrown) {
					return { thrown: (thrown as Error).message };
				}
			});
			output.push(...(await Promise.all(answers)));
		}
		return [output.map((json) => ({ json }))];
	},
};

/** An agent that asks n8n to run its tools: version 3. */
export const requestingAgent: INodeType = {
	description: description('requestingAgent'),
	async execute(this: IExecuteFunctions, response?: EngineResponse) {
		if (response && response.actionResponses.length > 0) {
			return [
				response.actionResponses.map(({ data }): { json: ToolAnswer } => ({
					json: data.error
						? { thrown: data.error.message }
						: { answer: JSON.stringify(data.data?.ai_tool?.[0]?.map(({ json }) => json)) },
				})),
			];
		}
		const actions = this.getInputData().flatMap(({ json }, itemIndex) =>
			callsOf(json).map((input, call) => ({
				actionType: 'ExecutionNodeAction' as const,
				nodeName: 'Elepay',
				input,
				type: NodeConnectionTypes.AiTool,
				id: `call_${itemIndex}_${call}`,
				metadata: { itemIndex },
			})),
		);
		return { actions, metadata: {} };
	},
};

/** Amount and order number are left to the model. */
const FROM_AI: INodeParameters = {
	resource: 'code',
	operation: 'create',
	amount: "={{ $fromAI('amount', ``, 'string') }}",
	orderNo: "={{ $fromAI('orderNo', ``, 'string') }}",
	options: { maxTries: 1 },
};

interface AgentSetup {
	agent: 'callingAgent' | 'requestingAgent';
	/** For each item of the agent, the values that its model calls the tool with. */
	calls: IDataObject[][];
	parameters?: INodeParameters;
	tool?: Partial<INode>;
}

/** Rows → agent, whose tool the Elepay node is. */
function workflowOf({ agent, parameters, tool }: AgentSetup): EngineWorkflow {
	return {
		nodes: [
			node('Rows', 'n8n-nodes-base.noOp'),
			node('Agent', agent),
			node(
				'Elepay',
				TOOL_TYPE,
				{ ...FROM_AI, ...parameters },
				{ credentials: { elepayApi: { id: '1', name: 'Account' } }, ...tool },
			),
		],
		connections: {
			Rows: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Elepay: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}

/** What the calls of an agent are answered with, in their order. */
export async function answersTo(engine: Engine, setup: AgentSetup): Promise<ToolAnswer[]> {
	const input = setup.calls.map((calls, index) => ({ json: { calls, agentsOwn: index } }));
	const run = await engine.run(workflowOf(setup), { input });
	const error = nodeError(run, 'Agent');
	if (error) throw error;
	const output = run.data.resultData.runData.Agent?.at(-1)?.data?.main?.[0] ?? [];
	return output.map(({ json }) => json as ToolAnswer);
}
