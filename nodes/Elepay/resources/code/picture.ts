import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { QrImageOptions } from '../../qrImage/layout';
import type { Parameters } from '../../request/parameters';
import { isEmpty, oneOf, wholeNumber } from '../../request/values';
import type { Code } from './code';

const showOnlyForCodes = { '/resource': ['code'], '/operation': ['create', 'get'] };
const showOnlyForPictures = { ...showOnlyForCodes, qrCode: [true] };

/** What the options ask for beside the code itself. */
interface PictureOptions extends QrImageOptions {
	/** Whether the picture goes into the JSON as a data URI; otherwise it is a binary property. */
	asDataUri: boolean;
	binaryProperty: string;
}

/**
 * What picture an item is to have, or undefined for none.
 *
 * @throws {UserError} if an option is beyond its limits
 */
export function pictureOptions(
	context: IExecuteSingleFunctions,
	parameters: Parameters,
): PictureOptions | undefined {
	const options = parameters.read(context, 'options', {}) as IDataObject;
	const asDataUri = options.qrCodeDataUri === true;
	if (options.qrCode !== true && !asDataUri) return undefined;

	const { qrCodeBinaryProperty: binaryProperty } = options;
	return {
		asDataUri,
		binaryProperty: isEmpty(binaryProperty) ? 'qrCode' : String(binaryProperty).trim(),
		format: oneOf(['png', 'svg'])(options.qrCodeFormat, 'QR Code Format') ?? 'png',
		size: wholeNumber({ min: 100, max: 1000 })(options.qrCodeSize, 'QR Code Size') ?? 300,
		errorCorrection:
			oneOf(['medium', 'low', 'quartile', 'high'])(
				options.qrCodeErrorCorrection,
				'QR Code Error Correction',
			) ?? 'medium',
		margin: wholeNumber({ min: 1, max: 10 })(options.qrCodeMargin, 'QR Code Margin') ?? 4,
	};
}

/** An item with the picture that its options ask for. The image code is loaded only then. */
export async function withPicture(
	context: IExecuteSingleFunctions,
	parameters: Parameters,
	code: Code,
	json: IDataObject,
): Promise<INodeExecutionData> {
	const options = pictureOptions(context, parameters);
	if (!options) return { json };

	const { qrImage } = await import('../../qrImage');
	const { data, mimeType } = qrImage(code.codeUrl, options);
	if (options.asDataUri) {
		return {
			json: { ...json, qrCodeDataUri: `data:${mimeType};base64,${data.toString('base64')}` },
		};
	}
	const fileName = `easyqr-${safeName(code)}.${options.format}`;
	const binary: IBinaryKeyData = {
		[options.binaryProperty]: await context.helpers.prepareBinaryData(data, fileName, mimeType),
	};
	return { json, binary };
}

/** The order number as a part of a file name, on whatever system the file ends up. */
function safeName({ orderNo, id }: Code): string {
	const name = typeof orderNo === 'string' ? orderNo : id;
	return name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
}

/** The options for pictures. */
export const pictureOptionFields: INodeProperties[] = [
	{
		displayName: 'QR Code Binary Property',
		name: 'qrCodeBinaryProperty',
		type: 'string',
		displayOptions: { show: showOnlyForPictures },
		default: 'qrCode',
		description: 'The name of the binary property that the picture is put in',
	},
	{
		displayName: 'QR Code Error Correction',
		name: 'qrCodeErrorCorrection',
		type: 'options',
		displayOptions: { show: showOnlyForCodes },
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
		displayOptions: { show: showOnlyForCodes },
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
		displayOptions: { show: showOnlyForCodes },
		default: false,
		description:
			'Whether to add a picture of the QR code as a file. It is made here; nothing is sent to other services.',
	},
	{
		displayName: 'QR Code Image as Data URI',
		name: 'qrCodeDataUri',
		type: 'boolean',
		displayOptions: { show: showOnlyForCodes },
		default: false,
		description:
			'Whether to put the picture into the JSON, as the text qrCodeDataUri, in place of a file. For AI agents and web pages.',
	},
	{
		displayName: 'QR Code Margin',
		name: 'qrCodeMargin',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
		displayOptions: { show: showOnlyForCodes },
		default: 4,
		description: "The light border around the code, in the code's own little squares, 1 to 10",
	},
	{
		displayName: 'QR Code Size',
		name: 'qrCodeSize',
		type: 'number',
		typeOptions: { minValue: 100, maxValue: 1000, numberPrecision: 0 },
		displayOptions: { show: showOnlyForCodes },
		default: 300,
		description: 'Width and height of the picture in pixels, 100 to 1,000',
	},
];
