import { charge } from './charge';
import { code } from './code';
import { paymentMethod } from './paymentMethod';
import { refund } from './refund';
import type { Resource } from './resource';

/** Everything that the node can do. */
export const resources: readonly Resource[] = [code, charge, refund, paymentMethod];
