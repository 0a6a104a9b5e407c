/** The way from a list of orders to the search of them: the box, with what the list is about as its first condition. */
import type { OrderSearch } from '@jiedui/shared/order/search.ts';
import { useNavigate } from '@tanstack/react-router';
import { SearchBox } from '../../kit/search/SearchBox.tsx';

export function SearchEntry({ within = {} }: { within?: OrderSearch }) {
  const navigate = useNavigate();
  return (
    <SearchBox
      value=""
      onSearch={(q) => void navigate({ to: '/search', search: { ...within, ...(q ? { q } : {}) } as never })}
    />
  );
}
