import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Code } from '../../../api/objects/code';
import type { QrImageOptions } from '../../qrImage/layout';
import type { Field, Group } from '../../fields/field';
import { webAddress } from '../../fields/values';
import type { Row } from '../../run/row';

/** What the field QR Code Image can be. */
type Kind = 'none' | 'png' | 'svg' | 'dataUri';

const qrCodeImage: Field = {
	displayName: 'QR Code Image',
	name: 'qrCodeImage',
	type: 'options',
	options: [
		{ name: 'None', value: 'none', description: 'Only the payment link' },
		{ name: 'PNG File', value: 'png', description: 'For e-mails, chats, and documents' },
		{ name: 'SVG File', value: 'svg', description: 'For print and web pages. Sharp at any size.' },
		{
			name: 'Data URI in JSON',
			value: 'dataUri',
			description: 'The image as the text qrCodeDataUri, e.g. for AI agents and web pages',
		},
	],
	default: 'none',
	description:
		"Whether to add an image of the QR code, and how. It's created inside n8n; nothing is sent to other services.",
};

const binaryProperty: Field = {
	displayName: 'Output Field',
	name: 'binaryProperty',
	type: 'string',
	displayOptions: { show: { '/qrCodeImage': ['png', 'svg'] } },
	default: 'qrCode',
	description: 'Name of the output field that contains the image file',
};

const errorCorrection: Field = {
	displayName: 'Error Correction',
	name: 'errorCorrection',
	type: 'options',
	options: [
		{ name: 'Low (7%)', value: 'low' },
		{ name: 'Medium (15%)', value: 'medium' },
		{ name: 'Quartile (25%)', value: 'quartile' },
		{ name: 'High (30%)', value: 'high' },
	],
	default: 'medium',
	description:
		'How much of the code can be damaged or covered and still scan. Higher levels make the pattern denser.',
};

const qrCodeUrl: Field = {
	displayName: 'Link',
	name: 'qrCodeUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/pay?order=A-17',
	description:
		"Your own web address to show as the QR code instead of the code's payment link, e.g. one that makes a new code when this one has expired",
	read: webAddress,
};

const margin: Field = {
	displayName: 'Margin',
	name: 'margin',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	default: 4,
	description:
		'Width of the white border, in modules (the small squares of the code), from 1 to 10',
};

const size: Field = {
	displayName: 'Size',
	name: 'size',
	type: 'number',
	typeOptions: { minValue: 100, maxValue: 1000, numberPrecision: 0 },
	default: 300,
	description: 'Width and height in pixels, from 100 to 1,000',
};

const imageOptions: Group = {
	displayName: 'Image Options',
	name: 'imageOptions',
	placeholder: 'Add Image Option',
	displayOptions: { show: { qrCodeImage: ['png', 'svg', 'dataUri'] } },
	fields: [binaryProperty, errorCorrection, qrCodeUrl, margin, size],
};

/** The settings of operations that give a code: whether and how to make a picture of it. */
export const pictureSettings: Array<Field | Group> = [qrCodeImage, imageOptions];

/** A code as the user wants it, with the picture that the settings ask for. */
export async function withPicture(row: Row, code: Code): Promise<INodeExecutionData> {
	const json = row.shown(code);
	const { settings } = row;
	const kind = (settings.qrCodeImage ?? qrCodeImage.default) as Kind;
	if (kind === 'none') return { json };

	// Loaded only then
	const { qrImage } = await import('../../qrImage');
	const format = kind === 'svg' ? 'svg' : 'png';
	const { data, mimeType } = qrImage(
		String(settings.qrCodeUrl ?? code.codeUrl),
		imageSettings(settings, format),
	);
	if (kind === 'dataUri') {
		return {
			json: { ...json, qrCodeDataUri: `data:${mimeType};base64,${data.toString('base64')}` },
		};
	}
	const fileName = `easyqr-${safeName(code)}.${format}`;
	const property = String(settings.binaryProperty ?? binaryProperty.default);
	const binary: IBinaryKeyData = { [property]: await row.toBinary(data, fileName, mimeType) };
	return { json, binary };
}

function imageSettings(settings: IDataObject, format: QrImageOptions['format']): QrImageOptions {
	return {
		format,
		size: Number(settings.size ?? size.default),
		errorCorrection: (settings.errorCorrection ??
			errorCorrection.default) as QrImageOptions['errorCorrection'],
		margin: Number(settings.margin ?? margin.default),
	};
}

/** The order number as a part of a file name, on whatever system the file ends up. */
function safeName({ orderNo, id }: Code): string {
	const name = typeof orderNo === 'string' ? orderNo : id;
	return name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
}
