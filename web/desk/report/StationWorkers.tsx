/** 驻站社工 on the desk: masked; the whole number on request, and that is noted. */
import { LICENCE_LEVEL_WORDS, WORKER_POST_WORDS } from '@jiedui/shared/station/worker.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { DeskRevealWorker } from './stations.documents.ts';
import type { Station } from './StationPage.tsx';

export function Workers({ station }: { station: Station }) {
  const [shown, setShown] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const reveal = useAction(DeskRevealWorker);
  const show = async (workerId: string) => {
    const answer = await reveal.run({ workerId });
    if (answer === null) return;
    if (answer.__typename === 'RevealedWorker')
      setShown((now) => ({
        ...now,
        [workerId]: `${answer.phone || '未登记电话'}　证书 ${answer.certificateNumber || '无'}`,
      }));
    else setRefused(answer.message);
  };
  return (
    <section aria-label="驻站社工">
      <h2>驻站社工</h2>
      {station.workers.length === 0 ? <p>该站还没有登记社工。</p> : null}
      {station.workers.map((worker) => (
        <article key={worker.id} className="station__have">
          <h3>
            {worker.name} · {WORKER_POST_WORDS[worker.post]}
            {worker.licenceStanding === 'ended' ? <StateTag tone="late" word="证书登记已到期" /> : null}
            {worker.licenceStanding === 'ending' ? <StateTag tone="decide" word="证书登记将到期" /> : null}
          </h3>
          <p>
            {LICENCE_LEVEL_WORDS[worker.licenceLevel]} · {worker.licenceSentence}
          </p>
          <p className="hint">
            {worker.employedBy} · {dateWords(worker.fromOn)} 到站
            {worker.toOn ? `，工作至 ${dateWords(worker.toOn)}` : ''}
          </p>
          <p>
            {shown[worker.id] ?? (
              <>
                {worker.phone || '未登记电话'}　
                <Button kind="plain" busy={reveal.busy} onClick={() => void show(worker.id)}>
                  查看完整信息（留有记录）
                </Button>
              </>
            )}
          </p>
        </article>
      ))}
      {refused ? <Note tone="late">{refused}</Note> : null}
    </section>
  );
}
