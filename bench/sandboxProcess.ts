import { startSandbox } from '../sandbox/server';

/** The sandbox in a process of its own, so that it doesn't share the event loop it serves. */
async function main(): Promise<void> {
	const sandbox = await startSandbox({ port: 0 });
	process.on('message', (message: { latency?: number }) => {
		sandbox.state.reset();
		sandbox.faults.clear();
		if (message.latency) sandbox.faults.set([{ latency: message.latency }]);
		process.send?.({ ready: true });
	});
	process.on('disconnect', () => void sandbox.close());
	process.send?.({ url: sandbox.url });
}

void main();
