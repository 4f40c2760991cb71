import { ApiError } from './errors';

const KEY = /^[sp]k_(test|live)_[A-Za-z0-9_-]{8,}$/;

function keyOf(authorization: string | undefined): string {
	const [, scheme = '', credentials = ''] = /^(\S+)\s+(\S+)$/.exec(authorization ?? '') ?? [];
	if (scheme.toLowerCase() === 'bearer') return credentials;
	if (scheme.toLowerCase() !== 'basic') return '';
	const [user = '', ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
	// A password is not part of the scheme: what carries one is not a key of elepay.
	return password.join(':') === '' ? user : 'unknown';
}

/**
 * The mode of the key in an Authorization header. Throws an ApiError for any other header, and for
 * a publishable key where only a secret one will do.
 */
export function liveModeOf(authorization: string | undefined, publishable = false): boolean {
	const key = keyOf(authorization);
	if (key === '') throw new ApiError('M004002');
	if (key.startsWith('pk_') && !publishable) throw new ApiError('M004003');
	const mode = KEY.exec(key)?.[1];
	if (mode === undefined || /invalid|revoked/.test(key)) throw new ApiError('M004001');
	return mode === 'live';
}
