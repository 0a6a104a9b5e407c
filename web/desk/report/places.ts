/** Places to choose from, level by level. */
import { useQuery } from 'urql';
import { DeskCounties } from './stations.documents.ts';

/** County, then township; both of the viewer's own region. */
export function usePlaces(root: string | undefined, county: string) {
  const [{ data: counties }] = useQuery({
    query: DeskCounties,
    variables: { parentCode: root ?? '' },
    pause: root === undefined,
  });
  const [{ data: townships }] = useQuery({
    query: DeskCounties,
    variables: { parentCode: county },
    pause: county === '',
  });
  const options = (rows: readonly { code: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return { counties: options(counties?.regions), townships: county === '' ? [] : options(townships?.regions) };
}
