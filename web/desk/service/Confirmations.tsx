/** Every listed station's word on the record: confirmed when, satisfied how far, in whose words. */
import { momentWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import type { SessionInFull } from './SessionPage.tsx';

export function Confirmations({ session }: { session: SessionInFull }) {
  return (
    <ul className="confirmations">
      {session.stations.map(({ station, confirmedAt, satisfaction, opinion }) => (
        <li key={station.id}>
          <p>
            <b>{station.name}</b>{' '}
            {confirmedAt ? <StateTag tone="done" word="已确认" /> : <StateTag tone="decide" word="待确认" />}
          </p>
          {confirmedAt ? (
            <p className="hint">
              {momentWords(confirmedAt)}
              {satisfaction ? ` · 满意度 ${satisfaction} 分（满分 5 分）` : ' · 未评满意度'}
            </p>
          ) : (
            <p className="hint">请该站在手机上确认；全部确认后本场计入总数</p>
          )}
          {opinion ? <p className="confirmations__words">“{opinion}”</p> : null}
        </li>
      ))}
    </ul>
  );
}
