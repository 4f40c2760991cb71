import { requireFromCore } from '../../../engine/bootstrap';

interface Logger {
	warn(message: string): void;
}

const { Container } = requireFromCore('@n8n/di') as {
	Container: { get(service: unknown): Logger };
};
const { Logger } = requireFromCore('@n8n/backend-common') as { Logger: unknown };

/** What nodes warn of in n8n's log from now on, until mocks are restored. */
export function watchLog(): string[] {
	const warnings: string[] = [];
	jest
		.spyOn(Container.get(Logger), 'warn')
		.mockImplementation((message) => void warnings.push(message));
	return warnings;
}
