import type { NewId } from '../elepay/ids';
import type { Clock } from './clock';
import type { SandboxState } from './store';
import type { WebhookSender } from './webhooks';

/** What elepay's calls work with. */
export interface World {
	/** The sandbox's own address, known once it listens. */
	url: string;
	readonly clock: Clock;
	readonly state: SandboxState;
	readonly webhooks: WebhookSender;
	readonly newId: NewId;
}
