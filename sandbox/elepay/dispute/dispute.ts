import type { World } from '../../world/world';
import type { Charge } from '../charge/charge';
import { ApiError } from '../errors';
import type { Texts } from '../schema';

export const DISPUTE_STATUSES = ['new', 'won', 'lost'] as const;

export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** The Dispute object: a customer's bank wants the money back. */
export interface Dispute {
	id: string;
	object: 'dispute';
	chargeId: string;
	liveMode: boolean;
	amount: number;
	currency: string;
	metadata: Texts;
	reason: string | null;
	status: DisputeStatus;
	resolvedTime: number | null;
	createTime: number;
}

/** Disputes that are still open are older than all resolved ones. */
export const byResolution = ({ resolvedTime }: Dispute) => resolvedTime ?? 0;

/** What a bank says when it opens a dispute. */
interface Complaint {
	/** The whole charge unless given. */
	amount?: number;
	reason?: string;
}

/** Opens a dispute about a paid charge. Throws an ApiError for any other. */
export function openDispute(world: World, charge: Charge, complaint: Complaint): Dispute {
	if (!charge.paid) throw new ApiError('M006000', 'id');
	if (charge.disputed) throw new ApiError('M006002', 'id');
	return addDispute(world, charge, complaint);
}

/** Adds a dispute about a charge, which can't be refunded from then on. */
export function addDispute(
	world: World,
	charge: Charge,
	{ amount = charge.amount, reason }: Complaint,
): Dispute {
	charge.disputed = true;
	const dispute: Dispute = {
		id: world.newId('dsp'),
		object: 'dispute',
		chargeId: charge.id,
		liveMode: charge.liveMode,
		amount,
		currency: charge.currency,
		metadata: {},
		reason: reason ?? null,
		status: 'new',
		resolvedTime: null,
		createTime: world.clock.now(),
	};
	world.state.of(charge.liveMode).disputes.add(dispute);
	return dispute;
}

/** Ends a dispute. What the merchant has won can be refunded again. */
export function resolveDispute(world: World, dispute: Dispute, status: 'won' | 'lost'): Dispute {
	if (dispute.status !== 'new') throw new ApiError('M006002', 'id');
	const { disputes, charges } = world.state.of(dispute.liveMode);
	dispute.status = status;
	dispute.resolvedTime = world.clock.now();
	disputes.reorder(byResolution);
	const charge = charges.get(dispute.chargeId);
	if (charge) charge.disputed = status === 'lost';
	return dispute;
}
