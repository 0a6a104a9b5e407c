/** 我的筛选: the searches that the viewer keeps: opened by their name, renamed, told of or not, deleted and put back. */
import { SAVED_SEARCHES_MAX, SEARCH_ALERT_WORDS, type SearchAlert } from '@jiedui/shared/search/saved.ts';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { Empty, ErrorState, Loading } from '../Blank.tsx';
import { Button } from '../Button.tsx';
import { faultOf } from '../fault.ts';
import { Note } from '../Parts.tsx';
import { useToast } from '../Toast.tsx';
import { ChangeSearch, type Kept } from './SaveSearch.tsx';
import { DELETE_SAVED_SEARCH, RESTORE_SAVED_SEARCH, SAVED_SEARCHES } from './saved.documents.ts';
import './search.css';

/** @param onOpen with the query of the address, `?q=…` */
export function SavedSearches({ onOpen }: { onOpen: (address: string) => void }) {
  const [{ data, error }, ask] = useQuery({ query: SAVED_SEARCHES, requestPolicy: 'cache-and-network' });
  const again = () => ask({ requestPolicy: 'network-only' });
  const [changing, setChanging] = useState<Kept | null>(null);
  const [deleted, setDeleted] = useState<{ id: string; name: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const remove = useAction(DELETE_SAVED_SEARCH);
  const restore = useAction(RESTORE_SAVED_SEARCH);
  const say = useToast();
  if (!data) return error ? <ErrorState fault={faultOf(error)} onRetry={again} /> : <Loading rows={3} />;
  const take = async ({ id, name }: { id: string; name: string }) => {
    const answer = await remove.run({ id });
    if (answer === null) return;
    setProblem(answer.__typename === 'SavedSearch' ? null : answer.message);
    if (answer.__typename === 'SavedSearch') setDeleted({ id, name });
    again();
  };
  const putBack = async ({ id, name }: { id: string; name: string }) => {
    const answer = await restore.run({ id });
    if (answer === null) return;
    if (answer.__typename !== 'SavedSearch') return setProblem(answer.message);
    setDeleted(null);
    say(`已恢复筛选“${name}”。`);
    again();
  };
  const fault = remove.fault ?? restore.fault;
  return (
    <div className="saved">
      {deleted ? (
        <Note tone="info">
          已删除筛选“{deleted.name}”，不再提醒。
          <Button busy={restore.busy} busyWord="正在恢复…" onClick={() => void putBack(deleted)}>
            撤销删除
          </Button>
        </Note>
      ) : null}
      {problem || fault ? (
        <Note tone="late">{problem ?? (fault ? `${fault.title}。${fault.remedy}` : null)}</Note>
      ) : null}
      {data.savedSearches.length === 0 ? (
        <Empty title="还没有保存的筛选">查找点单后点“保存这个筛选”，下次一点就能看到，也可以在有新点单时提醒您。</Empty>
      ) : (
        <ul className="saved__list">
          {data.savedSearches.map((kept) => (
            <li key={kept.id} className="saved__one">
              <button type="button" className="saved__open" onClick={() => onOpen(kept.address)}>
                <span className="saved__name">{kept.name}</span>
                <span className="saved__words">{kept.words.join(' · ')}</span>
                <span className="saved__words">{SEARCH_ALERT_WORDS[kept.alert as SearchAlert]}</span>
              </button>
              <Button aria-label={`修改筛选：${kept.name}`} onClick={() => setChanging(kept)}>
                修改
              </Button>
              <Button aria-label={`删除筛选：${kept.name}`} busy={remove.busy} onClick={() => void take(kept)}>
                删除
              </Button>
            </li>
          ))}
        </ul>
      )}
      {SAVED_SEARCHES_MAX - 3 <= data.savedSearches.length ? (
        <p className="hint">
          已保存 {data.savedSearches.length} 个，最多 {SAVED_SEARCHES_MAX} 个。
        </p>
      ) : null}
      {changing ? (
        <ChangeSearch
          kept={changing}
          onClose={() => setChanging(null)}
          onDone={() => {
            setChanging(null);
            again();
          }}
        />
      ) : null}
    </div>
  );
}
