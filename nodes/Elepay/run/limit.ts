/** The library that keeps to a number of tasks at once. Bundled: the package installs none. */
export { default as pLimit, type LimitFunction } from 'p-limit';
