/** The libraries that make pictures. Bundled: the package installs none. */
export { encode as encodePng } from 'fast-png';
export { encodeQR } from 'qr';
