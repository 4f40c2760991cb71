export { searchCustomers } from './searchCustomers';
export { searchLocations } from './searchLocations';
export { searchSources } from './searchSources';
