export {
	createEngine,
	type Engine,
	type EngineOptions,
	type EngineWorkflow,
	type RunOptions,
} from './engine';
export { loadPackage, type LoadedPackage } from './package';
export { createPoller, type Poller, type PollerOptions } from './poller';
export { items, nodeError } from './results';
export type { EngineStats } from './stats';
export type { TriggerOptions } from './triggerNode';
export { startWebhookServer, type WebhookServer, type WebhookServerOptions } from './webhookServer';
