import type { Clock } from './clock';
import type { FaultPlan } from './faults';
import type { NewId } from './ids';
import type { SandboxState } from './store';
import type { WebhookSender } from './webhooks';

/** What the routes of one sandbox share. */
export interface SandboxContext {
	/** Known once the server listens. */
	url: string;
	readonly clock: Clock;
	readonly state: SandboxState;
	readonly faults: FaultPlan;
	readonly webhooks: WebhookSender;
	readonly newId: NewId;
}
