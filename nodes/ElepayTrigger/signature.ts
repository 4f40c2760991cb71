import { createHmac, timingSafeEqual } from 'crypto';

/** The longest header that is looked at; a real one has about 85 characters. */
const LONGEST_HEADER = 4_096;

/** The most signatures that are compared; a real header has one, or two while a secret changes. */
const MOST_SIGNATURES = 20;

/** Unix seconds. Twelve digits reach thirty thousand years far. */
const TIME = /^\d{1,12}$/;

/** HMAC-SHA256 as elepay writes it: in lower case. */
const SIGNATURE = /^[0-9a-f]{64}$/;

/**
 * How many seconds ago elepay may have signed; the option's default and limits. It isn't documented
 * whether elepay signs a repeated delivery anew, and the last one comes 21 minutes and 20 seconds
 * after the first, so the default of five minutes that its guide names could lose a payment. What
 * keeps a copy from starting the workflow again is the memory of events, which reaches further back.
 */
export const TOLERANCE = { default: 1_800, min: 30, max: 3_600 };

/** How many seconds elepay's clock may be ahead of this one. */
const AHEAD = 300;

/** What is needed to tell whether elepay sent a body. */
export interface SignedRequest {
	/** The value of the `elepay-signature` header: `t=<unix seconds>,sign=<hex>[,sign=<hex>…]`. */
	header: string;
	/** The bytes as they came in. */
	body: Buffer;
	/** The endpoint's signing secret, without white space around it. */
	secret: string;
	/** How many seconds ago it may have been signed. */
	tolerance: number;
	/** Now, in milliseconds. */
	now: number;
}

/**
 * Whether one of the header's signatures is that of the body, made with the secret in due time.
 *
 * @returns `other` if none of them is, `late` or `early` if only the time is at fault
 */
export function checkSignature({
	header,
	body,
	secret,
	tolerance,
	now,
}: SignedRequest): 'genuine' | 'other' | 'late' | 'early' {
	const parts = readHeader(header);
	// Without a secret anybody could sign
	if (!parts || secret === '') return 'other';

	const expected = createHmac('sha256', secret).update(`${parts.time}.`).update(body).digest();
	let matches = false;
	// Without a way out at the first match, so that the time taken tells nothing
	for (const signature of parts.signatures) {
		if (timingSafeEqual(Buffer.from(signature, 'hex'), expected)) matches = true;
	}
	if (!matches) return 'other';

	const age = Math.floor(now / 1000) - Number(parts.time);
	if (age < -AHEAD) return 'early';
	// Put this way round, a tolerance that isn't a number lets nothing in
	return age <= tolerance ? 'genuine' : 'late';
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
