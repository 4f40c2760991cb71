import type { Language } from './language';

type Messages = Record<Language, string>;

const MESSAGES = {
	M001000: {
		en: 'The set-up of this account is not complete.',
		ja: 'アカウントの設定に問題があります。',
		'zh-CN': '账户设置存在问题。',
		'zh-TW': '帳戶設定有問題。',
	},
	M001001: {
		en: 'This payment method cannot be used.',
		ja: 'この決済方法は利用できません。',
		'zh-CN': '无法使用该支付方式。',
		'zh-TW': '無法使用此付款方式。',
	},
	M001002: {
		en: 'There is no such payment method.',
		ja: '決済方法の指定が正しくありません。',
		'zh-CN': '支付方式有误。',
		'zh-TW': '付款方式有誤。',
	},
	M001003: {
		en: 'This payment at the terminal is not valid.',
		ja: '端末での決済が正しくありません。',
		'zh-CN': '终端支付无效。',
		'zh-TW': '終端機付款無效。',
	},
	M001004: {
		en: 'This payment method cannot authorise without capturing.',
		ja: 'この決済方法は仮売上に対応していません。',
		'zh-CN': '该支付方式不支持预授权。',
		'zh-TW': '此付款方式不支援預先授權。',
	},
	M002001: {
		en: 'A required parameter was not given.',
		ja: '必須パラメータが指定されていません。',
		'zh-CN': '未提供必填参数。',
		'zh-TW': '未提供必填參數。',
	},
	M002002: {
		en: 'The value of a parameter is not acceptable.',
		ja: 'パラメータの値が正しくありません。',
		'zh-CN': '参数的值不正确。',
		'zh-TW': '參數的值不正確。',
	},
	M002003: {
		en: 'Nothing was found under this id.',
		ja: '指定されたリソースが見つかりません。',
		'zh-CN': '找不到指定的资源。',
		'zh-TW': '找不到指定的資源。',
	},
	M002004: {
		en: 'This has been created before.',
		ja: '同じリソースがすでに登録されています。',
		'zh-CN': '相同的资源已经存在。',
		'zh-TW': '相同的資源已經存在。',
	},
	M002005: {
		en: 'This operation is not supported.',
		ja: 'この操作には対応していません。',
		'zh-CN': '不支持该操作。',
		'zh-TW': '不支援此操作。',
	},
	M002006: {
		en: 'No more of these can be created.',
		ja: '作成できる上限数を超えています。',
		'zh-CN': '已超过可创建的数量上限。',
		'zh-TW': '已超過可建立的數量上限。',
	},
	M002007: {
		en: 'This order has been paid.',
		ja: 'この注文番号は支払い済みです。',
		'zh-CN': '该订单号已付款。',
		'zh-TW': '此訂單編號已付款。',
	},
	M002009: {
		en: 'This currency cannot be used.',
		ja: 'この通貨には対応していません。',
		'zh-CN': '不支持该货币。',
		'zh-TW': '不支援此貨幣。',
	},
	M002010: {
		en: 'This payment method cannot be authorised several times.',
		ja: 'この決済方法は複数回の認証に対応していません。',
		'zh-CN': '该支付方式不支持多次授权。',
		'zh-TW': '此付款方式不支援多次授權。',
	},
	M002012: {
		en: 'There is no usable terminal with this reader id.',
		ja: '指定された端末は利用できません。',
		'zh-CN': '指定的终端无效。',
		'zh-TW': '指定的終端機無效。',
	},
	M003000: {
		en: 'There is no such call.',
		ja: '呼び出し方法が正しくありません。',
		'zh-CN': '调用方式不正确。',
		'zh-TW': '呼叫方式不正確。',
	},
	M004001: {
		en: 'This API key is not valid.',
		ja: 'APIキーが無効です。',
		'zh-CN': 'API 密钥无效。',
		'zh-TW': 'API 金鑰無效。',
	},
	M004002: {
		en: 'The request carries no API key.',
		ja: '認証情報が指定されていません。',
		'zh-CN': '缺少认证信息。',
		'zh-TW': '缺少驗證資訊。',
	},
	M004003: {
		en: 'This API key may not do that.',
		ja: 'この操作は許可されていません。',
		'zh-CN': '不允许执行该操作。',
		'zh-TW': '不允許執行此操作。',
	},
	M005000: {
		en: 'Too many requests came in at once.',
		ja: '短時間のリクエストが多すぎます。',
		'zh-CN': '短时间内的请求过多。',
		'zh-TW': '短時間內的請求過多。',
	},
	M006000: {
		en: 'The present status does not allow this.',
		ja: '現在のステータスではこの操作を行えません。',
		'zh-CN': '当前状态下无法执行该操作。',
		'zh-TW': '目前狀態下無法執行此操作。',
	},
	M006001: {
		en: 'Another operation is still under way.',
		ja: '別の操作を処理中です。',
		'zh-CN': '正在处理其他操作。',
		'zh-TW': '正在處理其他操作。',
	},
	M006002: {
		en: 'This has been done already.',
		ja: 'この操作はすでに完了しています。',
		'zh-CN': '该操作已完成。',
		'zh-TW': '此操作已完成。',
	},
	M006003: {
		en: 'The code was paid or closed before.',
		ja: 'このコードは支払い済みかキャンセル済みです。',
		'zh-CN': '该二维码已付款或已取消。',
		'zh-TW': '此 QR 碼已付款或已取消。',
	},
	M006004: {
		en: 'The code is past its expiry time.',
		ja: 'このコードは有効期限が切れています。',
		'zh-CN': '该二维码已过期。',
		'zh-TW': '此 QR 碼已過期。',
	},
	M006005: {
		en: 'This has to be cancelled at the terminal.',
		ja: '端末でキャンセルしてください。',
		'zh-CN': '请在终端上取消。',
		'zh-TW': '請在終端機上取消。',
	},
	M006006: {
		en: 'This payment is disputed and cannot be refunded.',
		ja: 'チャージバック中の決済は返金できません。',
		'zh-CN': '该支付存在争议，无法退款。',
		'zh-TW': '此付款有爭議，無法退款。',
	},
	M006007: {
		en: 'This has been paid. Refund it instead.',
		ja: '支払い済みのため、キャンセルではなく返金してください。',
		'zh-CN': '已付款，请改为退款。',
		'zh-TW': '已付款，請改為退款。',
	},
	M007001: {
		en: 'The amount is over the limit of this account.',
		ja: '取引限度額を超えています。',
		'zh-CN': '超过商户交易限额。',
		'zh-TW': '超過商家交易限額。',
	},
	M007002: {
		en: 'The amount is more than can be refunded.',
		ja: '返金できる金額を超えています。',
		'zh-CN': '超过可退款金额。',
		'zh-TW': '超過可退款金額。',
	},
	M008000: {
		en: 'The web environment is not supported.',
		ja: 'このWeb環境には対応していません。',
		'zh-CN': '不支持该网页环境。',
		'zh-TW': '不支援此網頁環境。',
	},
	U001000: {
		en: 'The balance is not sufficient.',
		ja: '残高が不足しています。',
		'zh-CN': '余额不足。',
		'zh-TW': '餘額不足。',
	},
	U002000: {
		en: 'A limit of the payer has been reached.',
		ja: 'お客様の利用限度額を超えています。',
		'zh-CN': '超过用户的使用限额。',
		'zh-TW': '超過使用者的使用限額。',
	},
	U003000: {
		en: 'The details of the payer are wrong or out of date.',
		ja: '支払い情報に誤りがあるか、有効期限が切れています。',
		'zh-CN': '付款信息有误或已过期。',
		'zh-TW': '付款資訊有誤或已過期。',
	},
	U004000: {
		en: 'The payment was rejected.',
		ja: '決済が拒否されました。',
		'zh-CN': '支付被拒绝。',
		'zh-TW': '付款遭拒。',
	},
	U005000: {
		en: 'There were too many tries.',
		ja: '試行回数が多すぎます。',
		'zh-CN': '尝试次数过多。',
		'zh-TW': '嘗試次數過多。',
	},
	U006000: {
		en: 'The payer has cancelled or refused.',
		ja: 'お客様がキャンセルしたか、許可しませんでした。',
		'zh-CN': '用户已取消或拒绝。',
		'zh-TW': '使用者已取消或拒絕。',
	},
	U007000: {
		en: 'The time for this transaction is over.',
		ja: '取引の有効期限が切れています。',
		'zh-CN': '交易已超过期限。',
		'zh-TW': '交易已超過期限。',
	},
	U007001: {
		en: 'The time to pay is over.',
		ja: '支払い期限が過ぎています。',
		'zh-CN': '已超过付款期限。',
		'zh-TW': '已超過付款期限。',
	},
	U007002: {
		en: 'The time to refund is over.',
		ja: '返金期限が過ぎています。',
		'zh-CN': '已超过退款期限。',
		'zh-TW': '已超過退款期限。',
	},
	U008000: {
		en: 'The amount is not acceptable for this payment method.',
		ja: 'この決済方法では利用できない金額です。',
		'zh-CN': '该支付方式不接受此金额。',
		'zh-TW': '此付款方式不接受此金額。',
	},
	U009000: {
		en: 'The payer has more to do.',
		ja: 'お客様による追加の操作が必要です。',
		'zh-CN': '用户需要进行其他操作。',
		'zh-TW': '使用者需要進行其他操作。',
	},
	S001000: {
		en: 'Something went wrong inside elepay.',
		ja: 'システム内部でエラーが発生しました。',
		'zh-CN': '系统内部发生错误。',
		'zh-TW': '系統內部發生錯誤。',
	},
	S001001: {
		en: 'The payment service cannot be reached at the moment.',
		ja: '決済サービスに接続できません。',
		'zh-CN': '暂时无法连接支付服务。',
		'zh-TW': '暫時無法連線至付款服務。',
	},
	S002000: {
		en: 'elepay is under maintenance.',
		ja: 'ただいまメンテナンス中です。',
		'zh-CN': '系统维护中。',
		'zh-TW': '系統維護中。',
	},
	S002001: {
		en: 'The payment provider is under maintenance.',
		ja: '決済事業者がメンテナンス中です。',
		'zh-CN': '支付服务商维护中。',
		'zh-TW': '付款服務商維護中。',
	},
} satisfies Record<string, Messages>;

/** A code of the table, or any other of the paying user's. */
export type ErrorCode = keyof typeof MESSAGES | `U${string}`;

export interface ProviderError {
	providerKey: string;
	code: string;
	message: string;
}

/** The body of every refusal. */
export interface ErrorBody {
	requestId: string;
	errorCode: string;
	code: number;
	message: string;
	parameterName: string | null;
	providerError: ProviderError | null;
}

/** A refusal that a route throws; the error handler turns it into a body. */
export class ApiError extends Error {
	constructor(
		readonly errorCode: ErrorCode,
		readonly parameterName: string | null = null,
	) {
		super(messageOf(errorCode, 'en'));
	}
}

/** The HTTP status of an error code: 500 for the system's own, 400 for all others. */
export function statusOf(errorCode: string): number {
	return errorCode.startsWith('S') ? 500 : 400;
}

/**
 * The message of a code, or an empty one for a code that isn't in the table. The user's codes come
 * in families: what isn't there by itself has the message of its family, U001234 that of U001000.
 */
export function messageOf(errorCode: string, language: Language): string {
	const messages: Record<string, Messages | undefined> = MESSAGES;
	const family = errorCode.startsWith('U') ? `${errorCode.slice(0, 4)}000` : '';
	return (messages[errorCode] ?? messages[family])?.[language] ?? '';
}

// The legacy numbers are not published as a table: these only look like some.
function legacyNumber(errorCode: string): number {
	const family = { M: 10_000, U: 50_000, S: 90_000 }[errorCode.charAt(0)] ?? 0;
	return Number(errorCode.slice(1)) + family;
}

// An unknown property is named in the answer, and a key pasted into the wrong column is one.
const SECRET = /[sp]k_(test|live)_/;

/** Builds an error body in the language that the request asked for. */
export function errorBody(
	requestId: string,
	errorCode: string,
	language: Language,
	parameterName: string | null,
): ErrorBody {
	return {
		requestId,
		errorCode,
		code: legacyNumber(errorCode),
		message: messageOf(errorCode, language),
		parameterName: parameterName !== null && SECRET.test(parameterName) ? null : parameterName,
		providerError: null,
	};
}
