import type { ExecutionError, INodeExecutionData, IRun, ITaskData } from 'n8n-workflow';

function task(run: IRun, nodeName: string, runIndex: number): ITaskData | undefined {
	return run.data.resultData.runData[nodeName]?.at(runIndex);
}

/** The items that a node put out; none if it didn't run. */
export function items(run: IRun, nodeName: string, output = 0, runIndex = 0): INodeExecutionData[] {
	return task(run, nodeName, runIndex)?.data?.main?.[output] ?? [];
}

/** What a node threw as a whole, as n8n shows it on the node. Failed items aren't among it. */
export function nodeError(run: IRun, nodeName: string): ExecutionError | undefined {
	return task(run, nodeName, -1)?.error;
}
