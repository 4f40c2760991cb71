export { searchCustomers } from './searchCustomers';
export { searchInvoices } from './searchInvoices';
export { searchLocations } from './searchLocations';
export { searchReaders } from './searchReaders';
export { searchSources } from './searchSources';
export { searchSubscriptions } from './searchSubscriptions';
export { searchTerminalLocations } from './searchTerminalLocations';
