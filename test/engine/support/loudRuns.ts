/**
 * Runs that go wrong in every way, in a process of its own where n8n logs all it has to say.
 * `loudRuns.ts <key>`
 */
import { createEngine, loadPackage } from '../../../engine';
import { startSandbox } from '../../../sandbox/server';
import type { FaultRule } from '../../../sandbox/control/faults';
import { PACKAGE_ROOT, workflowOf } from '../../support/elepay';

async function main(key: string): Promise<void> {
	const [sandbox, built] = await Promise.all([startSandbox(), loadPackage(PACKAGE_ROOT)]);
	const run = async (baseUrl: string, rules: FaultRule[] = [], timeout = 5000) => {
		sandbox.faults.set(rules);
		const engine = createEngine({
			packages: [built],
			credentials: { elepayApi: { secretKey: key, baseUrl } },
		});
		const input = [{ json: { amount: 1, orderNo: 'A' } }];
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			await engine.run(workflowOf({ onError, options: { maxTries: 1, timeout } }), { input });
		}
		await engine.testCredential('elepayApi', { secretKey: key, baseUrl });
	};
	await run(sandbox.url);
	await run(sandbox.url, [{ answer: { errorCode: 'M004001', message: `The key is ${key}` } }]);
	await run(sandbox.url, [{ answer: { body: `<html>${key}</html>` } }]);
	await run(sandbox.url, [{ answer: { body: `{"id":"${key}`, status: 201 } }]);
	await run(sandbox.url, [{ connection: 'reset' }]);
	await run(sandbox.url, [{ connection: 'half' }]);
	await run(sandbox.url, [{ connection: 'hang', route: 'POST /codes' }], 1000);
	await run(sandbox.url.replace('http:', 'https:'));
	await run('http://127.0.0.1:1');
	await run('http://example.com');
	await run(`https://${key}@127.0.0.1:1`);
	await sandbox.close();
}

void main(process.argv[2] ?? '');
