import type { World } from '../world/world';
import type { FaultPlan } from './faults';

/** What the routes of one sandbox share: its world, and what goes wrong in it. */
export interface SandboxContext extends World {
	readonly faults: FaultPlan;
}
