/** 我的筛选 on the phone. */
import { orderSearchOf } from '@jiedui/shared/order/search.ts';
import { useNavigate } from '@tanstack/react-router';
import { SavedSearches } from '../../kit/search/SavedSearches.tsx';
import { Page } from '../shell/Page.tsx';

export function SavedSearchesPage() {
  const navigate = useNavigate();
  return (
    <Page title="我的筛选" back={{ to: '/search', word: '查找点单' }}>
      <SavedSearches
        onOpen={(address) =>
          void navigate({
            to: '/search',
            search: orderSearchOf(Object.fromEntries(new URLSearchParams(address))) as never,
          })
        }
      />
    </Page>
  );
}
