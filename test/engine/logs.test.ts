import { join } from 'node:path';

import { outputOf } from '../support/command';
import { PACKAGE_ROOT, TEST_KEY } from '../support/elepay';
import { expectNoKey } from '../support/secrecy';

it('the key never shows in what n8n logs, whatever goes wrong', async () => {
	const script = join(__dirname, 'support', 'loudRuns.ts');
	const output = await outputOf(
		process.execPath,
		['--import', 'tsx', script, TEST_KEY],
		PACKAGE_ROOT,
		{
			env: { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console', NODE_ENV: 'production' },
			all: true,
		},
	);
	// n8n does log these runs
	expect(output).toContain('Running node "Elepay" finished with error');
	expectNoKey(output, TEST_KEY);
});
