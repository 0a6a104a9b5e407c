/** The six haves of one station: each as it stands, with its evidence, and verified or returned by the bureau. */
import { isStated } from '@jiedui/shared/station/haves.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { DeskReturnHave, DeskVerifyHave } from './stations.documents.ts';
import { HAVE_TONES } from './tones.ts';
import type { Station, Have } from './StationPage.tsx';

export function Haves({ station, onDone }: { station: Station; onDone: () => void }) {
  return (
    <section aria-label="六有">
      <h2>“六有”</h2>
      {station.standing.haves.map((have) => (
        <HaveLine key={`${have.item}${have.version}`} station={station} have={have} onDone={onDone} />
      ))}
    </section>
  );
}

function HaveLine({ station, have, onDone }: { station: Station; have: Have; onDone: () => void }) {
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const verify = useAction(DeskVerifyHave);
  const giveBack = useAction(DeskReturnHave);
  const say = useToast();
  const item = have.item;
  const fault = verify.fault ?? giveBack.fault;
  const input = { stationId: station.id, item: item as never, expectedVersion: have.version };
  const settle = (answer: { __typename: string; message?: string } | null, words: string) => {
    if (answer === null) return;
    if (answer.__typename === 'Station') {
      say(words);
      onDone();
    } else setRefused(answer.message ?? null);
  };
  return (
    <article className="station__have" aria-label={have.name}>
      <h3>
        {have.name} <StateTag tone={HAVE_TONES[have.standing]} word={have.standingWord} />
      </h3>
      <p>{have.measured}</p>
      {have.gaps.map((gap) => (
        <p key={gap} className="hint">
          {gap}
        </p>
      ))}
      {have.returnReason ? <p className="hint">退回原因：{have.returnReason}</p> : null}
      {have.expiresOn && have.decidedOn ? (
        <p className="hint">
          {dateWords(have.decidedOn)} 核实，有效至 {dateWords(have.expiresOn)}
        </p>
      ) : null}
      {0 < have.fileIds.length ? (
        <ul className="station__photos">
          {have.fileIds.map((id, index) => (
            <li key={id}>
              {have.paperIds.includes(id) ? (
                <a href={`/files/${id}`} download>
                  下载佐证第 {index + 1} 份（PDF）
                </a>
              ) : (
                <a href={`/files/${id}`} target="_blank" rel="noreferrer">
                  <img src={`/files/${id}`} alt={`${have.name}佐证第 ${index + 1} 张`} />
                </a>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {isStated(item) && have.standing === 'waiting' ? (
        returning ? (
          <>
            <TextArea label="退回原因" help="社工站会看到。" value={reason} onChange={setReason} />
            <div className="station__acts">
              <Button
                kind="primary"
                busy={giveBack.busy}
                busyWord="正在退回…"
                onClick={async () =>
                  settle(await giveBack.run({ ...input, reason }), `已退回“${have.name}”，等待${station.name}修改。`)
                }
              >
                退回{have.name}
              </Button>
              <Button onClick={() => setReturning(false)}>先不退回</Button>
            </div>
          </>
        ) : (
          <div className="station__acts">
            <Button
              busy={verify.busy}
              busyWord="正在核实…"
              onClick={async () => settle(await verify.run(input), `已核实“${have.name}”。`)}
            >
              核实{have.name}
            </Button>
            <Button kind="plain" onClick={() => setReturning(true)}>
              退回修改
            </Button>
          </div>
        )
      ) : null}
      {(refused ?? fault) ? (
        <div role="alert">
          <Note tone="late">{refused ?? `${fault?.title}，还没有办理。${fault?.remedy}（代码 ${fault?.code}）`}</Note>
        </div>
      ) : null}
    </article>
  );
}
