/** Above the order ledger: the words and conditions of a search, from the address, and the searches that one keeps. */
import { isWholeList, orderSearchOf, type OrderSearch, searchParts } from '@jiedui/shared/order/search.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Conditions } from '../../kit/search/Conditions.tsx';
import { SavedSearches } from '../../kit/search/SavedSearches.tsx';
import { SaveSearch } from '../../kit/search/SaveSearch.tsx';
import { SearchBox } from '../../kit/search/SearchBox.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useGo } from '../shell/way.tsx';

const OWN_REGION = graphql(`
  query DeskSearchPlace { viewer { id authority { id region { code } } } }
`);
const REGIONS = graphql(`
  query DeskSearchRegions($parentCode: ID!) { regions(parentCode: $parentCode) { code name } }
`);

export function OrderFinding({ search }: { search: OrderSearch }) {
  const go = useGo();
  const [{ data: own }] = useQuery({ query: OWN_REGION });
  const parentCode = own?.viewer?.authority?.region.code ?? '';
  const [{ data }] = useQuery({ query: REGIONS, variables: { parentCode }, pause: parentCode === '' });
  const [open, setOpen] = useState<'save' | 'kept' | null>(null);
  const regions = data?.regions ?? [];
  const parts = searchParts(search, Object.fromEntries(regions.map(({ code, name }) => [code, name])));
  const show = (next: OrderSearch) => go({ to: '/orders', search: orderSearchOf({ ...next }), replace: true });
  const close = () => setOpen(null);
  return (
    <section className="finding" aria-label="查找点单">
      <SearchBox value={search.q ?? ''} onSearch={(q) => show({ ...search, q })} />
      <div className="finding__line">
        <Conditions search={search} parts={parts} regions={regions} onChange={show} />
        {isWholeList(search) ? null : <Button onClick={() => setOpen('save')}>保存这个筛选</Button>}
        <Button onClick={() => setOpen('kept')}>我的筛选</Button>
      </div>
      {open === 'save' ? (
        <SaveSearch
          search={search}
          suggestion={parts.map(({ words }) => words.replace(/[“”]/g, '')).join(' ')}
          onClose={close}
          onDone={close}
        />
      ) : null}
      {open === 'kept' ? (
        <Sheet open onClose={close} title="我的筛选" foot={<Button onClick={close}>关闭</Button>}>
          <SavedSearches
            onOpen={(address) => {
              close();
              show(orderSearchOf(Object.fromEntries(new URLSearchParams(address))));
            }}
          />
        </Sheet>
      ) : null}
    </section>
  );
}
