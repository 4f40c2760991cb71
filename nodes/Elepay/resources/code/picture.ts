import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Code } from '../../../api/objects/code';
import type { QrImageOptions } from '../../qrImage/layout';
import type { Field } from '../../fields/field';
import type { Row } from '../../run/row';

/** The options for pictures. */
export const pictureOptions: Field[] = [
	{
		displayName: 'QR Code Binary Property',
		name: 'qrCodeBinaryProperty',
		type: 'string',
		displayOptions: { show: { qrCode: [true] } },
		default: 'qrCode',
		description: 'The name of the binary property that the picture is put in',
	},
	{
		displayName: 'QR Code Error Correction',
		name: 'qrCodeErrorCorrection',
		type: 'options',
		options: [
			{ name: 'High (30 %)', value: 'high' },
			{ name: 'Low (7 %)', value: 'low' },
			{ name: 'Medium (15 %)', value: 'medium' },
			{ name: 'Quartile (25 %)', value: 'quartile' },
		],
		default: 'medium',
		description: 'How much of the printed code may be dirty or covered; more makes it finer',
	},
	{
		displayName: 'QR Code Format',
		name: 'qrCodeFormat',
		type: 'options',
		options: [
			{ name: 'PNG', value: 'png', description: 'For e-mails, chats and documents' },
			{ name: 'SVG', value: 'svg', description: 'For print and web pages; sharp at any size' },
		],
		default: 'png',
	},
	{
		displayName: 'QR Code Image',
		name: 'qrCode',
		type: 'boolean',
		default: false,
		description:
			'Whether to add a picture of the QR code as a file. It is made here; nothing is sent to other services.',
	},
	{
		displayName: 'QR Code Image as Data URI',
		name: 'qrCodeDataUri',
		type: 'boolean',
		default: false,
		description:
			'Whether to put the picture into the JSON, as the text qrCodeDataUri, in place of a file. For AI agents and web pages.',
	},
	{
		displayName: 'QR Code Margin',
		name: 'qrCodeMargin',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
		default: 4,
		description: "The light border around the code, in the code's own little squares, 1 to 10",
	},
	{
		displayName: 'QR Code Size',
		name: 'qrCodeSize',
		type: 'number',
		typeOptions: { minValue: 100, maxValue: 1000, numberPrecision: 0 },
		default: 300,
		description: 'Width and height of the picture in pixels, 100 to 1,000',
	},
];

/** What the options ask for beside the code itself. */
interface PictureOptions extends QrImageOptions {
	/** Whether the picture goes into the JSON as a data URI; otherwise it is a binary property. */
	asDataUri: boolean;
	binaryProperty: string;
}

/** What picture an item is to have, or undefined for none. */
function wantedPicture(options: IDataObject): PictureOptions | undefined {
	const asDataUri = options.qrCodeDataUri === true;
	if (options.qrCode !== true && !asDataUri) return undefined;
	return {
		asDataUri,
		binaryProperty: String(options.qrCodeBinaryProperty ?? 'qrCode'),
		format: (options.qrCodeFormat ?? 'png') as PictureOptions['format'],
		size: Number(options.qrCodeSize ?? 300),
		errorCorrection: (options.qrCodeErrorCorrection ??
			'medium') as PictureOptions['errorCorrection'],
		margin: Number(options.qrCodeMargin ?? 4),
	};
}

/** A code as the user wants it, with the picture that the options ask for. */
export async function withPicture(row: Row, code: Code): Promise<INodeExecutionData> {
	const json = row.shown(code);
	const options = wantedPicture(row.options);
	if (!options) return { json };

	// Loaded only then
	const { qrImage } = await import('../../qrImage');
	const { data, mimeType } = qrImage(code.codeUrl, options);
	if (options.asDataUri) {
		return {
			json: { ...json, qrCodeDataUri: `data:${mimeType};base64,${data.toString('base64')}` },
		};
	}
	const fileName = `easyqr-${safeName(code)}.${options.format}`;
	const binary: IBinaryKeyData = {
		[options.binaryProperty]: await row.toBinary(data, fileName, mimeType),
	};
	return { json, binary };
}

/** The order number as a part of a file name, on whatever system the file ends up. */
function safeName({ orderNo, id }: Code): string {
	const name = typeof orderNo === 'string' ? orderNo : id;
	return name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
}
