/** The areas that an offer may cover: the prefecture, its counties, and the townships of the counties that are chosen. */
import { graphql } from '../../gql/gql.ts';

export const PREFECTURE = { code: '620500000000', name: '天水市', note: '全市' } as const;

export const AREAS = graphql(/* GraphQL */ `
  query PhoneAreas {
    regions(parentCode: "620500000000") {
      code
      name
    }
  }
`);

/** What the picker offers: the prefecture, the counties, and whatever the offer covers already. */
export function areaOptions(
  counties: readonly { code: string; name: string }[],
  chosen: readonly { code: string; name: string }[],
) {
  const known = [PREFECTURE, ...counties.map((county) => ({ ...county, note: '县区' }))];
  return [
    ...known,
    ...chosen
      .filter((area) => !known.some((other) => other.code === area.code))
      .map((area) => ({ ...area, note: '乡镇（街道）' })),
  ];
}
