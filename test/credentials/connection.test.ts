import {
	DEFAULT_BASE_URL,
	isProtected,
	readBaseUrl,
	readSecretKey,
} from '../../dist/credentials/connection';
import { refusalOf } from '../support/refusals';
import { expectNoKey } from '../support/secrecy';

describe('the secret key', () => {
	it.each([
		'sk_test_abc',
		'sk_live_abc',
		' sk_test_abc\r\n',
		'\u3000sk_test_abc\ufeff',
		'custom.key',
	])('%j is taken without the white space around it', (key) => {
		expect(readSecretKey(key)).toBe(key.trim());
	});

	it.each(['', '   ', '\n', undefined, null, 5, {}, ['sk_test_abc']])(
		'%j is empty, and the message says where the key is',
		(key) => {
			const { message } = refusalOf(() => readSecretKey(key));
			expect(message).toMatch(/Secret Key .* is empty/);
			expect(message).toMatch(/elepay dashboard under Developer settings > API keys/);
		},
	);

	it.each(['pk_test_0123456789abc', 'pk_live_0123456789abc', ' PK_TEST_0123456789abc '])(
		'%j is a publishable key, and the message says where the secret one is',
		(key) => {
			const refusal = refusalOf(() => readSecretKey(key));
			expect(refusal.message).toMatch(/publishable key \(pk_…\).*Use the secret key/);
			expect(refusal.message).toMatch(/listed next to it .* Developer settings/);
			expectNoKey(refusal, key.trim());
		},
	);

	it.each([
		'sk_test_abcdefgh ijk',
		'sk_test_abcdefgh\nX-Header: y',
		'sk_test_abcdefgh\u0000',
		'sk_test_abcdefgh鍵',
		'sk_test_abcdefgh\u200b',
		'sk_test_abcdefgh…',
	])('%j has characters that no key has', (key) => {
		const refusal = refusalOf(() => readSecretKey(key));
		expect(refusal.message).toContain('characters that keys never have');
		expectNoKey(refusal, key);
	});
});

describe('the base URL', () => {
	it.each([
		[undefined, DEFAULT_BASE_URL],
		[null, DEFAULT_BASE_URL],
		['', DEFAULT_BASE_URL],
		['  ', DEFAULT_BASE_URL],
		['https://api.elepay.io', 'https://api.elepay.io'],
		['https://api.elepay.io/', 'https://api.elepay.io'],
		[' https://pay.example.com/api/v1// \n', 'https://pay.example.com/api/v1'],
		['HTTPS://Pay.Example.com', 'https://pay.example.com'],
		['https://pay.example.com:8443', 'https://pay.example.com:8443'],
		['https://決済.example.com', 'https://xn--1tw26a.example.com'],
		['http://localhost:4010', 'http://localhost:4010'],
		['http://LOCALHOST', 'http://localhost'],
		['http://localhost.:4010', 'http://localhost.:4010'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://127.1', 'http://127.0.0.1'],
		['http://127.255.0.9', 'http://127.255.0.9'],
		['http://2130706433', 'http://127.0.0.1'],
		['http://[::1]:4010', 'http://[::1]:4010'],
	])('%j is %s', (given, url) => {
		expect(readBaseUrl(given)).toBe(url);
	});

	it.each([
		'http://api.elepay.io',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://localhostx',
		'http://0.0.0.0',
		'http://128.0.0.1',
		'http://10.0.0.1',
		'http://192.168.1.1',
		'http://[::2]',
		'http://[::ffff:127.0.0.1]',
		'http://xn--lcalhost-54a',
		' http://example.com',
		'HTTP://example.com',
	])('%s would send the key unprotected', (url) => {
		const { message } = refusalOf(() => readBaseUrl(url));
		expect(message).toMatch(/would receive .* unencrypted.*Use https:\/\//);
		expect(message).toContain('localhost');
		expect(isProtected(new URL(url))).toBe(false);
	});

	it.each([
		'api.elepay.io',
		'elepay',
		'//api.elepay.io',
		'ftp://api.elepay.io',
		'file:///etc/hosts',
		'javascript:alert(1)',
		'https://',
		'https://a b',
		'https://example.com/?x=1',
		'https://example.com/#x',
		5 as unknown as string,
	])('%s is no address', (url) => {
		if (typeof url !== 'string') {
			expect(readBaseUrl(url)).toBe(DEFAULT_BASE_URL);
			return;
		}
		const { message } = refusalOf(() => readBaseUrl(url));
		expect(message).toContain("isn't a web address");
		expect(message).toContain(DEFAULT_BASE_URL);
	});

	it.each([
		'https://sk_test_abcdefgh0123@example.com',
		'https://user:sk_test_abcdefgh0123@example.com',
		'http://localhost@example.com',
	])('%s holds what does not belong there, and it is not shown', (url) => {
		const refusal = refusalOf(() => readBaseUrl(url));
		expect(refusal.message).toContain('user name or password');
		expectNoKey(refusal, 'sk_test_abcdefgh0123');
	});
});
