/** SearchBox: the words that are looked for. What is typed stays until it is sent; the page's address holds what was. */
import { useEffect, useId, useState } from 'react';
import { Button } from '../Button.tsx';
import './search.css';

export function SearchBox({
  value,
  onSearch,
  focused = false,
}: {
  /** As the address has it. */
  value: string;
  onSearch: (words: string) => void;
  /** The page is there to search: one may type at once. */
  focused?: boolean;
}) {
  const id = useId();
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  return (
    <form
      className="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(words.trim());
      }}
    >
      <label htmlFor={id} className="only-spoken">
        查找点单
      </label>
      <input
        id={id}
        type="search"
        className="input"
        placeholder="名称、地点、类型、机构，或拼音首字母"
        autoComplete="off"
        enterKeyHint="search"
        maxLength={60}
        autoFocus={focused}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button type="submit">查找</Button>
    </form>
  );
}
