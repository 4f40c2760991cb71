import { parseArgs } from 'node:util';

import { type Sandbox, type SandboxOptions, startSandbox } from './server';

const DEFAULT_PORT = 8377;

const USAGE = `Usage: npm run sandbox [-- --port <number>] [-- --log]

  --port   the port on 127.0.0.1 (${DEFAULT_PORT} unless given; 0 takes any free one)
  --log    log every request`;

function readOptions(): { port: number | undefined; logger: boolean; help: boolean } {
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			log: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	const port = values.port === undefined ? undefined : Number(values.port);
	if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
		throw new TypeError(`--port wants a number from 0 to 65535, not '${values.port}'.`);
	}
	return { port, logger: values.log, help: values.help };
}

const isTaken = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';

async function startWhereFree(options: SandboxOptions): Promise<Sandbox> {
	try {
		return await startSandbox({ ...options, port: DEFAULT_PORT });
	} catch (error) {
		if (!isTaken(error)) throw error;
		console.log(`Port ${DEFAULT_PORT} is taken, so the sandbox takes another one.`);
		return startSandbox({ ...options, port: 0 });
	}
}

function introduction(url: string): string {
	return `A local elepay listens on ${url}. It keeps everything in memory and no money moves.

In the Elepay API credential:
  Base URL     ${url}
  Secret key   sk_test_sandbox0000   (any sk_test_… or sk_live_… with 8 more characters will do)

Play the customer: open a code's codeUrl in a browser, or
  curl -X POST ${url}/_sandbox/codes/<code id>/pay
  curl -X POST ${url}/_sandbox/invoices/<invoice id>/pay

Look inside:
  curl ${url}/_sandbox/codes
  curl ${url}/_sandbox/invoices
  curl ${url}/_sandbox/stats
  curl ${url}/_sandbox/deliveries

Move the clock, break things, get webhooks, have much to list (more in sandbox/README.md):
  curl ${url}/_sandbox/clock    -H 'content-type: application/json' -d '{"advanceMs":600000}'
  curl ${url}/_sandbox/faults   -H 'content-type: application/json' -d '{"rules":[{"latency":200}]}'
  curl ${url}/_sandbox/webhooks -H 'content-type: application/json' \\
    -d '{"url":"http://localhost:5678/webhook/…","secret":"my-signing-secret"}'
  curl ${url}/_sandbox/seeds    -H 'content-type: application/json' -d '{"charges":2345}'

Ctrl+C stops it.`;
}

async function main(): Promise<void> {
	const { port, logger, help } = readOptions();
	if (help) {
		console.log(USAGE);
		return;
	}
	const sandbox =
		port === undefined ? await startWhereFree({ logger }) : await startSandbox({ port, logger });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
	}
	console.log(introduction(sandbox.url));
}

main().catch((error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	console.error(isTaken(error) ? `${message}. Another --port, or --port 0, will do.` : message);
	process.exitCode = 1;
});
