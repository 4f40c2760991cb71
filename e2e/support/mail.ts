/** What a mail holds, from the lines in which SMTP brought it. */
export interface Mail {
	text: string;
	/** The files that came with it, by type, such as `image/png`. */
	files: Map<string, Buffer>;
}

/** Takes a mail apart as a mail program does. */
export function readMail(lines: string): Mail {
	const mail: Mail = { text: '', files: new Map() };
	addPart(mail, lines);
	return mail;
}

function addPart(mail: Mail, part: string): void {
	const [head = '', ...paragraphs] = part.split('\n\n');
	const body = paragraphs.join('\n\n');
	const headers = head.replace(/\n\s+/g, ' ');
	const type = header(headers, 'content-type');
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
	if (boundary) {
		for (const inner of body.split(`--${boundary}`).slice(1, -1)) addPart(mail, inner.trimStart());
		return;
	}
	const data = decode(body, header(headers, 'content-transfer-encoding'));
	const [mimeType = ''] = type.split(';');
	if (mimeType === 'text/plain') mail.text = data.toString();
	else mail.files.set(mimeType, data);
}

function header(headers: string, name: string): string {
	return new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(headers)?.[1] ?? '';
}

function decode(body: string, encoding: string): Buffer {
	if (encoding === 'base64') return Buffer.from(body, 'base64');
	if (encoding !== 'quoted-printable') return Buffer.from(body);
	const bytes = body
		.replace(/=\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
	return Buffer.from(bytes, 'latin1');
}
