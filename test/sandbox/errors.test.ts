import { messageOf, statusOf } from '../../sandbox/elepay/errors';
import { LANGUAGES, pickLanguage } from '../../sandbox/elepay/language';
import { call, refusal } from './support/client';
import { useSandbox } from './support/sandboxes';

const CODES =
	'M001000 M001001 M001002 M001003 M001004 M002001 M002002 M002003 M002004 M002005 M002006 M002007 M002009 ' +
	'M002010 M002012 M003000 M004001 M004002 M004003 M005000 M006000 M006001 M006002 M006003 M006004 M006005 M006006 M006007 M007001 ' +
	'M007002 M008000 S001000 S001001 S002000 S002001 U001000 U002000 U003000 U004000 U005000 ' +
	'U006000 U007000 U007001 U007002 U008000 U009000';

describe('error bodies', () => {
	const sandbox = useSandbox();

	test('they have the documented parts', async () => {
		const answer = await call(sandbox, 'GET /codes/none', { headers: { 'accept-language': 'en' } });
		expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
		expect(answer.json).toEqual({
			requestId: expect.stringMatching(/^req_[0-9a-f]{24}$/),
			errorCode: 'M002003',
			code: expect.any(Number),
			message: 'Nothing was found under this id.',
			parameterName: 'codeId',
			providerError: null,
		});
	});

	test('every request has an id of its own', async () => {
		const [first, second] = [await call(sandbox, 'GET /x'), await call(sandbox, 'GET /x')];
		expect(first.json.requestId).not.toBe(second.json.requestId);
	});

	test.each([
		['GET /', undefined],
		['GET /codes', undefined],
		['PUT /codes/x', undefined],
		['GET /codes/x/y', undefined],
		['PUT /charges/x', {}],
		['DELETE /invoices/x', undefined],
		['GET /plans', undefined],
		['GET /_sandbox', undefined],
		['GET /codes/%E0%A4%A', undefined],
	])('%s is not a call that elepay knows', async (route, body) => {
		expect(refusal(await call(sandbox, route, { body }))).toEqual([400, 'M003000', null]);
	});

	test('an id of any length is looked up', async () => {
		const answer = await call(sandbox, `GET /codes/${'x'.repeat(900)}`);
		expect(refusal(answer)).toEqual([400, 'M002003', 'codeId']);
	});

	test.each([
		[undefined, '指定されたリソースが見つかりません。'],
		['en', 'Nothing was found under this id.'],
		['zh-CN', '找不到指定的资源。'],
		['zh-TW', '找不到指定的資源。'],
	])('the language %s is spoken', async (language, message) => {
		const headers: Record<string, string> = language ? { 'accept-language': language } : {};
		expect((await call(sandbox, 'GET /codes/none', { headers })).json.message).toBe(message);
	});
});

test.each([
	[undefined, 'ja'],
	['', 'ja'],
	['fr', 'ja'],
	['*', 'ja'],
	['en-US,en;q=0.9', 'en'],
	['fr, en;q=0.5', 'en'],
	['en;q=0.5, ja;q=0.9', 'ja'],
	['en;q=0', 'ja'],
	['zh', 'zh-CN'],
	['zh-Hans-SG', 'zh-CN'],
	['zh-Hant', 'zh-TW'],
	['ZH-HK', 'zh-TW'],
	['english', 'ja'],
])('Accept-Language %s means %s', (header, language) => {
	expect(pickLanguage(header)).toBe(language);
});

test.each(CODES.split(' '))('%s has a message in every language', (errorCode) => {
	for (const language of LANGUAGES) expect(messageOf(errorCode, language)).not.toBe('');
	expect(statusOf(errorCode)).toBe(errorCode.startsWith('S') ? 500 : 400);
});
