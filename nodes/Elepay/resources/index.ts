import { code } from './code';
import { paymentMethod } from './paymentMethod';
import type { Resource } from './resource';

/** Everything that the node can do. */
export const resources: readonly Resource[] = [code, paymentMethod];
