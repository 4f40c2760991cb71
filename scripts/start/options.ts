import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from './problem';

export const root = resolve(__dirname, '..', '..');

export const usage = `Creates one EasyQR code per row of a CSV file.

  npm start                          the 20 orders of examples/orders.csv
  npm start -- --file my.csv         your own file
  npm start -- --out result.csv      where to write the result

Options
  --file <path>   a CSV file whose first row names its columns. It needs one for the amount and one
                  for the order number, under the names that people use, in English or Japanese:
                  amount, 金額, 請求金額, orderNo, Order Number, 注文番号 … docs/reference.md has all
                  names. UTF-8 and Shift_JIS are read, with commas, semicolons, or tabs between cells.
  --out <path>    default: orders-with-codes.csv in the current folder. It contains the columns of the
                  file and codeId, codeStatus, codeUrl, codeExpiry (this computer's time), codePicture,
                  and error. The QR code of each order goes into a folder of the same name.
  --help          this text

Environment
  ELEPAY_SECRET_KEY   use the real elepay API with this key. Without it, a local sandbox is used.
  ELEPAY_BASE_URL     another elepay host, with ELEPAY_SECRET_KEY only

The exit code is 0 if every order got a code, 1 if one didn't, 2 if an option is wrong.`;

export interface Options {
	help: boolean;
	file: string;
	out: string;
}

/**
 * The folder the user is in. npm runs scripts in the package's folder and leaves the user's own in
 * INIT_CWD, which is only to be trusted when npm runs this very script.
 */
export function userFolder(env: NodeJS.ProcessEnv = process.env): string {
	return (env.npm_lifecycle_event === 'start' && env.INIT_CWD) || process.cwd();
}

/** Reads the command line; relative paths are the user's. */
export function readOptions(args: string[], folder = userFolder()): Options {
	try {
		const { values } = parseArgs({
			args,
			options: {
				file: { type: 'string' },
				out: { type: 'string' },
				help: { type: 'boolean', short: 'h', default: false },
			},
		});
		const path = (given: string | undefined, fallback: string) =>
			given === undefined ? fallback : resolve(folder, given);
		for (const name of ['file', 'out'] as const) {
			if (values[name] === '') throw new Error(`Option '--${name}' needs a path`);
		}
		return {
			help: values.help,
			file: path(values.file, join(root, 'examples', 'orders.csv')),
			out: path(values.out, join(folder, 'orders-with-codes.csv')),
		};
	} catch (error) {
		throw new Problem((error as Error).message, 'npm start -- --help shows the options.', 2);
	}
}
