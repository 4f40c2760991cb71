import type { Workflow } from 'n8n-workflow';

/** What an engine counted since it was created or last reset. */
export interface EngineStats {
	/** Expressions evaluated, in node parameters, node descriptions and credentials alike. */
	evaluations: number;
	/** Times a credential was decrypted: n8n reads the database and decrypts each time. */
	decryptions: number;
	reset(): void;
}

export function createStats(): EngineStats {
	return {
		evaluations: 0,
		decryptions: 0,
		reset() {
			this.evaluations = 0;
			this.decryptions = 0;
		},
	};
}

/** Counts every expression that the workflow evaluates from now on. */
export function countEvaluations(workflow: Workflow, stats: EngineStats): void {
	const { expression } = workflow;
	const evaluate = expression.resolveSimpleParameterValue.bind(expression);
	expression.resolveSimpleParameterValue = (value, ...rest) => {
		if (typeof value === 'string' && value.startsWith('=')) stats.evaluations++;
		return evaluate(value, ...rest);
	};
}
