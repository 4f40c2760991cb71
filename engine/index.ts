export {
	createEngine,
	type Engine,
	type EngineOptions,
	type EngineWorkflow,
	type RunOptions,
} from './engine';
export { loadPackage, type LoadedPackage } from './package';
export { items, nodeError } from './results';
export type { EngineStats } from './stats';
export { startWebhookServer, type WebhookServer, type WebhookServerOptions } from './webhookServer';
