import { createHmac, timingSafeEqual } from 'crypto';

/** The longest header that is looked at; a real one has about 85 characters. */
const LONGEST_HEADER = 4_096;

/** The most signatures that are compared; a real header has one, or two while a secret changes. */
const MOST_SIGNATURES = 20;

/** Unix seconds. Twelve digits reach thirty thousand years far. */
const TIME = /^\d{1,12}$/;

/** HMAC-SHA256 as elepay writes it: in lower case. */
const SIGNATURE = /^[0-9a-f]{64}$/;

/** How many seconds the clocks of elepay and n8n may differ; the option's default and limits. */
export const TOLERANCE = { default: 300, min: 30, max: 3_600 };

/** What is needed to tell whether elepay sent a body. */
export interface SignedRequest {
	/** The value of the `elepay-signature` header: `t=<unix seconds>,sign=<hex>[,sign=<hex>…]`. */
	header: string;
	/** The bytes as they came in. */
	body: Buffer;
	/** The endpoint's signing secret, without white space around it. */
	secret: string;
	/** How many seconds the time in the header may be away from now, in both directions. */
	tolerance: number;
	/** Now, in milliseconds. */
	now: number;
}

/** Whether one of the header's signatures is that of the body, made with the secret in due time. */
export function isSigned({ header, body, secret, tolerance, now }: SignedRequest): boolean {
	const parts = readHeader(header);
	// Without a secret anybody could sign
	if (!parts || secret === '') return false;
	const age = Math.abs(Math.floor(now / 1000) - Number(parts.time));
	// Put this way round, a tolerance that isn't a number lets nothing in
	if (!(age <= tolerance)) return false;

	const expected = createHmac('sha256', secret).update(`${parts.time}.`).update(body).digest();
	let matches = false;
	// Without a way out at the first match, so that the time taken tells nothing
	for (const signature of parts.signatures) {
		if (timingSafeEqual(Buffer.from(signature, 'hex'), expected)) matches = true;
	}
	return matches;
}

/**
 * The parts of the header. Spaces around them and names that aren't known yet are passed over, and
 * so are signatures of another form.
 *
 * @returns undefined unless there is exactly one time and at least one signature
 */
function readHeader(header: string): { time: string; signatures: string[] } | undefined {
	if (header.length > LONGEST_HEADER) return undefined;

	const times: string[] = [];
	const signatures: string[] = [];
	for (const part of header.split(',')) {
		const [name, value = ''] = part.split(/=(.*)/s).map((text) => text.trim());
		if (name === 't') times.push(value);
		if (name === 'sign' && SIGNATURE.test(value)) signatures.push(value);
	}
	const [time] = times;
	if (time === undefined || times.length > 1 || !TIME.test(time)) return undefined;
	if (signatures.length === 0 || signatures.length > MOST_SIGNATURES) return undefined;
	return { time, signatures };
}
