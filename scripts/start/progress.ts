import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

// Node.js announces every answer to a request of this process here. n8n itself only tells when a
// node has finished with all rows.
const answers = 'http.client.response.finish';

interface Answer {
	request: ClientRequest;
	response: IncomingMessage;
}

export interface Progress {
	stop(): void;
}

/** Shows how many codes have been made: one changing line in a terminal, else a line each tenth. */
export function showProgress(total: number, stream: NodeJS.WriteStream = process.stderr): Progress {
	let created = 0;
	let nextLine = 0;
	const show = () => {
		const text = `Creating EasyQR codes: ${created} of ${total}`;
		if (stream.isTTY) {
			stream.write(`\r${text}`);
		} else if (created >= nextLine) {
			stream.write(`${text}\n`);
			nextLine = created + Math.max(1, Math.ceil(total / 10));
		}
	};
	const onAnswer = (message: unknown) => {
		const { request, response } = message as Answer;
		const isCreation = request.method === 'POST' && request.path.endsWith('/codes');
		if (!isCreation || response.statusCode === undefined || response.statusCode >= 300) return;
		created++;
		show();
	};
	show();
	subscribe(answers, onAnswer);
	return {
		stop() {
			unsubscribe(answers, onAnswer);
			if (stream.isTTY) stream.write('\n');
		},
	};
}
