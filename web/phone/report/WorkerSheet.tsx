/** 登记社工: post, licence and days. A telephone or number shown masked is left empty to keep it. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import {
  LICENCE_LEVEL_WORDS,
  LICENCE_LEVELS,
  type LicenceLevel,
  WORKER_POST_WORDS,
  WORKER_POSTS,
  type WorkerPost,
} from '@jiedui/shared/station/worker.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { SAVE_WORKER } from './station.documents.ts';
import type { WorkerSeen } from './StationPage.tsx';

interface WorkerSheetProps {
  stationId: string;
  worker: WorkerSeen | undefined;
  onClose: () => void;
}

export function WorkerSheet({ stationId, worker, onClose }: WorkerSheetProps) {
  const [fields, setFields] = useState({
    name: worker?.name ?? '',
    phone: '',
    post: worker?.post ?? ('social_worker' as WorkerPost),
    licenceLevel: worker?.licenceLevel ?? ('none' as LicenceLevel),
    certificateNumber: '',
    licenceValidUntil: (worker?.licenceValidUntil ?? '') as string,
    employedBy: worker?.employedBy ?? '',
    fromOn: (worker?.fromOn ?? todayInShanghai()) as string,
    toOn: (worker?.toOn ?? '') as string,
  });
  const [problems, setProblems] = useState<readonly { field: string; message: string }[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const save = useAction(SAVE_WORKER);
  const say = useToast();
  const set = (part: Partial<typeof fields>) => setFields((now) => ({ ...now, ...part }));
  const problem = (field: string) => problems.find((each) => each.field === field)?.message;
  const kept = (masked: string | undefined) => (masked ? `已登记 ${masked}，不改请留空。` : undefined);
  const submit = async () => {
    setProblems([]);
    setRefused(null);
    const answer = await save.run({
      stationId,
      id: worker?.id ?? null,
      expectedVersion: worker?.version ?? null,
      keepsHidden: true,
      accountId: worker?.accountId ?? null,
      ...fields,
      licenceValidUntil: (fields.licenceValidUntil || null) as LocalDate | null,
      fromOn: (fields.fromOn || todayInShanghai()) as LocalDate,
      toOn: (fields.toOn || null) as LocalDate | null,
    });
    if (answer === null) return;
    if (answer.__typename === 'StationWorker') {
      say(`已登记社工${answer.name}。`);
      onClose();
    } else if (answer.__typename === 'WorkerUnsound') setProblems(answer.problems);
    else setRefused(answer.message);
  };
  const licensed = fields.licenceLevel !== 'none';
  return (
    <Sheet
      open
      onClose={onClose}
      title={worker ? worker.name : '登记社工'}
      foot={
        <>
          <Button kind="primary" busy={save.busy} busyWord="正在登记…" onClick={() => void submit()}>
            {worker ? '保存社工信息' : '登记这位社工'}
          </Button>
          <Button onClick={onClose}>先不登记</Button>
        </>
      }
    >
      <TextField label="姓名" value={fields.name} onChange={(name) => set({ name })} problem={problem('name')} />
      <TextField
        label="联系电话"
        optional
        inputMode="tel"
        help={kept(worker?.phone) ?? '只有本站和主管单位能看到，平时隐去中间四位。'}
        value={fields.phone}
        onChange={(phone) => set({ phone })}
        problem={problem('phone')}
      />
      <Choice
        label="岗位"
        options={WORKER_POSTS.map((value) => ({ value, label: WORKER_POST_WORDS[value] }))}
        value={fields.post}
        onChange={(post) => set({ post: post as WorkerPost })}
      />
      <Select
        label="职业资格"
        options={LICENCE_LEVELS.map((value) => ({ value, label: LICENCE_LEVEL_WORDS[value] }))}
        value={fields.licenceLevel}
        onChange={(level) => set({ licenceLevel: level as LicenceLevel })}
      />
      {licensed ? (
        <>
          <TextField
            label="证书编号"
            help={kept(worker?.certificateNumber)}
            value={fields.certificateNumber}
            onChange={(certificateNumber) => set({ certificateNumber })}
            problem={problem('certificateNumber')}
          />
          <DateField
            label="登记有效至"
            help="每三年续登一次；到期前 60 天提醒。"
            value={fields.licenceValidUntil}
            onChange={(licenceValidUntil) => set({ licenceValidUntil })}
            problem={problem('licenceValidUntil')}
          />
        </>
      ) : null}
      <TextField
        label="聘用单位"
        optional
        value={fields.employedBy}
        onChange={(employedBy) => set({ employedBy })}
        problem={problem('employedBy')}
      />
      <DateField label="到站日期" value={fields.fromOn} onChange={(fromOn) => set({ fromOn })} />
      <DateField
        label="离站日期"
        optional
        help="离站请先办工作交接，日期自动填写。"
        value={fields.toOn}
        onChange={(toOn) => set({ toOn })}
        problem={problem('toOn')}
      />
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={save.fault} safe="还没有登记，您填的内容还在。" />
    </Sheet>
  );
}
