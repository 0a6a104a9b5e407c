/** 申报一项: what there is, with photos; the four that a station states. Staff and services say where they come from. */
import {
  EQUIPMENT,
  EQUIPMENT_WORDS,
  type Equipment,
  isStated,
  POSTED_RULE_WORDS,
  POSTED_RULES,
  type PostedRule,
} from '@jiedui/shared/station/haves.ts';
import { EVIDENCE_MOST } from '@jiedui/shared/station/stating.ts';
import { useRef, useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { Chips } from '../../kit/Chips.tsx';
import { FieldGroup } from '../../kit/Field.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { PhotoRefused, uploadEvidence } from '../service/photo.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { STATE_HAVE } from './station.documents.ts';
import type { HaveSeen, StationSeen } from './StationPage.tsx';

interface HaveSheetProps {
  station: StationSeen;
  have: HaveSeen;
  onClose: () => void;
  onFacts: () => void;
}

export function HaveSheet({ station, have, onClose, onFacts }: HaveSheetProps) {
  const [equipment, setEquipment] = useState<readonly string[]>(have.equipment);
  const [rules, setRules] = useState<readonly string[]>(have.rules);
  const [yuan, setYuan] = useState(have.fundsFen ? String(have.fundsFen / 100) : '');
  const [source, setSource] = useState(have.fundsSource ?? '');
  const [fileIds, setFileIds] = useState<readonly string[]>(have.fileIds);
  const [problems, setProblems] = useState<readonly { field: string; message: string }[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const action = useAction(STATE_HAVE);
  const say = useToast();
  const item = have.item;
  if (!isStated(item))
    return (
      <Sheet open onClose={onClose} title={have.name} foot={<Button onClick={onClose}>知道了</Button>}>
        <p>{have.measured}。</p>
        <p>
          {item === 'staff'
            ? '按驻站社工名单自动计算，不用申报。名单有变动，请更新社工信息。'
            : '按本站已确认的服务记录自动计算，不用申报。'}
        </p>
      </Sheet>
    );
  const problem = (field: string) => problems.find((each) => each.field === field)?.message;
  const submit = async () => {
    setProblems([]);
    setRefused(null);
    const year = Number(todayInShanghai().slice(0, 4));
    const answer = await action.run({
      stationId: station.id,
      item,
      expectedVersion: have.version,
      equipment: equipment as Equipment[],
      rules: rules as PostedRule[],
      funds: item === 'funds' ? { year, amountFen: Math.round(Number(yuan) * 100) || 0, source } : null,
      fileIds: [...fileIds],
    });
    if (answer === null) return;
    if (answer.__typename === 'Station') {
      say(`已申报“${have.name}”，等待${station.authority.name}核实。`);
      onClose();
    } else if (answer.__typename === 'HaveUnsound') setProblems(answer.problems);
    else setRefused(answer.message);
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={`申报${have.name}`}
      foot={
        <>
          <Button kind="primary" busy={action.busy} busyWord="正在提交…" onClick={() => void submit()}>
            提交{have.name}申报
          </Button>
          <Button onClick={onClose}>先不报</Button>
        </>
      }
    >
      {have.returnReason ? <Note tone="decide">上次退回的原因：{have.returnReason}</Note> : null}
      {item === 'venue' ? (
        <>
          <p>{have.measured}。</p>
          <div>
            <Button onClick={onFacts}>修改地址和用房</Button>
          </div>
        </>
      ) : null}
      {item === 'equipment' ? (
        <Chips
          label="已有的设备"
          options={EQUIPMENT.map((value) => ({ value, label: EQUIPMENT_WORDS[value] }))}
          value={equipment}
          onChange={setEquipment}
        />
      ) : null}
      {item === 'rules' ? (
        <Chips
          label="已上墙的制度"
          options={POSTED_RULES.map((value) => ({ value, label: POSTED_RULE_WORDS[value] }))}
          value={rules}
          onChange={setRules}
        />
      ) : null}
      {item === 'funds' ? (
        <>
          <TextField
            label="今年经费（元）"
            inputMode="decimal"
            value={yuan}
            onChange={setYuan}
            problem={problem('amountFen')}
          />
          <TextField
            label="经费来源"
            help="例如：区级财政预算、福彩公益金"
            value={source}
            onChange={setSource}
            problem={problem('source')}
          />
        </>
      ) : null}
      <Evidence
        fileIds={fileIds}
        paperIds={have.paperIds}
        onChange={setFileIds}
        problem={problem('fileIds')}
        optional={item === 'funds'}
      />
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={action.fault} safe="还没有提交，您填的内容还在。" />
    </Sheet>
  );
}

interface EvidenceProps {
  fileIds: readonly string[];
  /** Those among them that were papers before this sheet was opened. */
  paperIds: readonly string[];
  onChange: (change: (now: readonly string[]) => readonly string[]) => void;
  problem: string | undefined;
  optional: boolean;
}

function Evidence({ fileIds, paperIds, onChange, problem, optional }: EvidenceProps) {
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const [papers, setPapers] = useState<readonly string[]>(paperIds);
  const add = async (files: FileList | null) => {
    setRefused(null);
    for (const file of Array.from(files ?? []).slice(0, EVIDENCE_MOST - fileIds.length)) {
      setSending((now) => now + 1);
      try {
        const { id, isPaper } = await uploadEvidence(file);
        if (isPaper) setPapers((now) => [...now, id]);
        onChange((now) => [...now, id]);
      } catch (error) {
        if (!(error instanceof PhotoRefused)) throw error;
        setRefused(error.message);
      } finally {
        setSending((now) => now - 1);
      }
    }
    if (input.current) input.current.value = '';
  };
  return (
    <FieldGroup
      label="佐证照片或 PDF"
      optional={optional}
      help={`最多 ${EVIDENCE_MOST} 份；文件、台账可以拍照，也可以传 8 MB 以内的 PDF。请不要带有群众的个人信息。`}
      problem={refused ?? problem}
    >
      <ul className="evidence">
        {fileIds.map((id, index) => (
          <li key={id}>
            {papers.includes(id) ? (
              <a className="evidence__paper" href={`/files/${id}`} download>
                PDF 文件
              </a>
            ) : (
              <img src={`/files/${id}`} alt={`第 ${index + 1} 份佐证`} />
            )}
            <Button kind="plain" onClick={() => onChange((now) => now.filter((one) => one !== id))}>
              删去第 {index + 1} 份
            </Button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        className="only-spoken"
        type="file"
        accept="image/*,application/pdf"
        multiple
        tabIndex={-1}
        aria-label="选择佐证照片或 PDF"
        onChange={(event) => void add(event.target.files)}
      />
      <div>
        <Button busy={sending > 0} busyWord={`正在上传 ${sending} 份…`} onClick={() => input.current?.click()}>
          添加照片或 PDF
        </Button>
      </div>
    </FieldGroup>
  );
}
