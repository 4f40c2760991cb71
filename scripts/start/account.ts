import { startSandbox } from '../../sandbox/server';

const realApi = 'https://api.elepay.io';
const sandboxKey = 'sk_test_sandbox0000';

/** The elepay that this run talks to. */
export interface Account {
	secretKey: string;
	baseUrl: string;
	/** Tells the user where the codes are made and whether they are real. */
	notice: string;
	close(): Promise<void>;
}

/** The real elepay where a key is given, else a sandbox on a free port of this computer. */
export async function openAccount(env: NodeJS.ProcessEnv = process.env): Promise<Account> {
	const secretKey = env.ELEPAY_SECRET_KEY?.trim();
	if (secretKey) {
		const baseUrl = env.ELEPAY_BASE_URL?.trim() || realApi;
		const mode = secretKey.startsWith('sk_live_')
			? 'live mode: these codes take real money'
			: 'test mode: no real payments';
		return {
			secretKey,
			baseUrl,
			notice: `Using the real elepay API at ${baseUrl} (${mode}).`,
			close: async () => {},
		};
	}
	const sandbox = await startSandbox({ port: 0 });
	const ignored = env.ELEPAY_BASE_URL
		? '\nELEPAY_BASE_URL is ignored, because ELEPAY_SECRET_KEY is not set.'
		: '';
	return {
		secretKey: sandboxKey,
		baseUrl: sandbox.url,
		notice: `Using the local elepay sandbox at ${sandbox.url} (nothing leaves this computer, and its codes end with this command; set ELEPAY_SECRET_KEY to use the real API).${ignored}`,
		close: async () => await sandbox.close(),
	};
}
