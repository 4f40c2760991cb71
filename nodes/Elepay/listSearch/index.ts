export { searchCustomers } from './searchCustomers';
export { searchInvoices } from './searchInvoices';
export { searchLocations } from './searchLocations';
export { searchSources } from './searchSources';
export { searchSubscriptions } from './searchSubscriptions';
