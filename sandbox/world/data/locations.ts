import type { Location, Transliterated } from '../../elepay/location/location';

interface Area {
	name: Transliterated<string>;
	pref: Transliterated<string>;
	zip: string;
	dialling: string;
}

const text = (kanji: string, kana: string, romaji: string) => ({ kanji, kana, romaji });

const TOKYO = text('東京都', 'トウキョウト', 'Tokyo');

const AREAS: Area[] = [
	{ name: text('渋谷', 'シブヤ', 'Shibuya'), pref: TOKYO, zip: '150-0002', dialling: '03' },
	{ name: text('新宿', 'シンジュク', 'Shinjuku'), pref: TOKYO, zip: '160-0022', dialling: '03' },
	{ name: text('池袋', 'イケブクロ', 'Ikebukuro'), pref: TOKYO, zip: '171-0022', dialling: '03' },
	{ name: text('銀座', 'ギンザ', 'Ginza'), pref: TOKYO, zip: '104-0061', dialling: '03' },
	{
		name: text('横浜', 'ヨコハマ', 'Yokohama'),
		pref: text('神奈川県', 'カナガワケン', 'Kanagawa'),
		zip: '220-0011',
		dialling: '045',
	},
	{
		name: text('名古屋', 'ナゴヤ', 'Nagoya'),
		pref: text('愛知県', 'アイチケン', 'Aichi'),
		zip: '450-0002',
		dialling: '052',
	},
	{
		name: text('梅田', 'ウメダ', 'Umeda'),
		pref: text('大阪府', 'オオサカフ', 'Osaka'),
		zip: '530-0001',
		dialling: '06',
	},
	{
		name: text('京都', 'キョウト', 'Kyoto'),
		pref: text('京都府', 'キョウトフ', 'Kyoto'),
		zip: '600-8216',
		dialling: '075',
	},
	{
		name: text('神戸', 'コウベ', 'Kobe'),
		pref: text('兵庫県', 'ヒョウゴケン', 'Hyogo'),
		zip: '650-0021',
		dialling: '078',
	},
	{
		name: text('博多', 'ハカタ', 'Hakata'),
		pref: text('福岡県', 'フクオカケン', 'Fukuoka'),
		zip: '812-0012',
		dialling: '092',
	},
];

const SHOPS = [
	text('本店', 'ホンテン', 'Main Store'),
	text('駅前店', 'エキマエテン', 'Station Front Store'),
	text('東口店', 'ヒガシグチテン', 'East Exit Store'),
	text('西口店', 'ニシグチテン', 'West Exit Store'),
	text('南口店', 'ミナミグチテン', 'South Exit Store'),
	text('北口店', 'キタグチテン', 'North Exit Store'),
	text('地下街店', 'チカガイテン', 'Underground Store'),
	text('空港店', 'クウコウテン', 'Airport Store'),
	text('中央店', 'チュウオウテン', 'Central Store'),
	text('公園前店', 'コウエンマエテン', 'Park Store'),
	text('大通り店', 'オオドオリテン', 'Avenue Store'),
	text('市役所前店', 'シヤクショマエテン', 'City Hall Store'),
	text('大学前店', 'ダイガクマエテン', 'University Store'),
	text('病院前店', 'ビョウインマエテン', 'Hospital Store'),
	text('港店', 'ミナトテン', 'Harbour Store'),
	text('橋店', 'ハシテン', 'Bridge Store'),
	text('市場店', 'イチバテン', 'Market Store'),
	text('商店街店', 'ショウテンガイテン', 'Arcade Store'),
	text('百貨店', 'ヒャッカテン', 'Department Store'),
	text('喫茶室', 'キッサシツ', 'Tea Room'),
	text('食堂', 'ショクドウ', 'Diner'),
	text('書店', 'ショテン', 'Bookshop'),
	text('倉庫', 'ソウコ', 'Warehouse'),
];

const TOWNS = text('一丁目', '１チョウメ', '1-chome');

function address(area: Area, script: keyof Transliterated<string>, number: number) {
	return {
		pref: area.pref[script],
		city: area.name[script],
		town: TOWNS[script],
		address1: `${number}-1`,
		address2: '',
	};
}

/** The 230 shops of the sandbox's merchant, `loc_0001` to `loc_0230`, the same in every run. */
export function createLocations(): Location[] {
	return AREAS.flatMap((area, areaIndex) =>
		SHOPS.map((shop, shopIndex): Location => {
			const number = areaIndex * SHOPS.length + shopIndex + 1;
			return {
				id: `loc_${String(number).padStart(4, '0')}`,
				name: {
					kanji: area.name.kanji + shop.kanji,
					kana: area.name.kana + shop.kana,
					romaji: `${area.name.romaji} ${shop.romaji}`,
				},
				tel: `${area.dialling}-0000-${String(number).padStart(4, '0')}`,
				zip: area.zip,
				address: {
					kanji: address(area, 'kanji', number),
					kana: address(area, 'kana', number),
					romaji: address(area, 'romaji', number),
				},
				latitude: null,
				longitude: null,
				note: null,
				status: number % 20 === 0 ? 'submitted' : 'active',
			};
		}),
	);
}
