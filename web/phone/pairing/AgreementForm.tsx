/** The words of an agreement, as they are typed: the fields, their checks, and what goes to the API. */
import { formatDate, formatDay, isLocalDate } from '@jiedui/shared/calendar.ts';
import type { AgreementFields } from '@jiedui/shared/pairing/agreement.ts';
import { checkAgreement } from '@jiedui/shared/pairing/signing.ts';
import { useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import type { Fault } from '../../kit/fault.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { readCount } from '../../kit/QuantityField.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { Rows } from '../shell/Rows.tsx';

export interface AgreementText {
  goal: string;
  tasks: { text: string }[];
  termFrom: string;
  termTo: string;
  funding: string;
  indicators: { name: string; quantity: string; unit: string }[];
}

/** Null when it went out, or broke on the way; else which fields are wrong, or why it was refused. */
export type Sent =
  | null
  | { readonly problems: readonly { field: string; message: string }[] }
  | { readonly message: string };

interface AgreementFormProps {
  start: AgreementText;
  /** Of a renewal, whose first day follows from the last one's end. */
  fixedFrom?: boolean;
  busy: boolean;
  fault: Fault | null;
  send: (fields: AgreementFields) => Promise<Sent>;
}

export function AgreementForm({ start, fixedFrom = false, busy, fault, send }: AgreementFormProps) {
  const [text, setText] = useState(start);
  const [refused, setRefused] = useState<string | null>(null);
  const problems = useProblems();
  const set = (change: Partial<AgreementText>) => {
    setText((now) => ({ ...now, ...change }));
    problems.clear(Object.keys(change));
  };
  const submit = async () => {
    setRefused(null);
    if (!isLocalDate(text.termFrom) || !isLocalDate(text.termTo)) {
      problems.show([{ field: isLocalDate(text.termFrom) ? 'termTo' : 'termFrom', message: '请选择日期' }]);
      return;
    }
    const checked = checkAgreement({
      goal: text.goal.trim(),
      tasks: text.tasks.map((task) => task.text.trim()).filter((task) => task !== ''),
      termFrom: text.termFrom,
      termTo: text.termTo,
      funding: text.funding.trim(),
      indicators: text.indicators.map(({ name, unit, quantity }) => ({
        name: name.trim(),
        unit: unit.trim(),
        quantity: readCount(quantity) ?? 0,
      })),
    });
    const sent = checked instanceof Error ? checked : await send(checked);
    if (sent === null) return;
    if ('problems' in sent) problems.show(sent.problems);
    else setRefused(sent.message);
  };
  return (
    <form
      className="form"
      noValidate
      ref={problems.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextArea label="总体目标" value={text.goal} onChange={(goal) => set({ goal })} problem={problems.of('goal')} />
      <Rows
        label="主要任务"
        rows={text.tasks}
        onChange={(tasks) => set({ tasks })}
        blank={() => ({ text: '' })}
        addWord="添加一条任务"
        problem={problems.of('tasks')}
      >
        {(task, change, index) => (
          <input
            className="input"
            aria-label={`任务 ${index + 1}`}
            value={task.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Rows>
      <div className="form__pair">
        {fixedFrom ? (
          <p>
            从哪天起
            <span className="hint"> {isLocalDate(text.termFrom) ? formatDate(text.termFrom) : ''}，与上一期相接</span>
          </p>
        ) : (
          <DateField
            label="从哪天起"
            value={text.termFrom}
            onChange={(termFrom) => set({ termFrom })}
            problem={problems.of('termFrom')}
          />
        )}
        <DateField
          label="到哪天止"
          value={text.termTo}
          min={text.termFrom}
          onChange={(termTo) => set({ termTo })}
          problem={problems.of('termTo')}
        />
      </div>
      <TextArea
        single
        label="经费"
        help="无经费的写“无偿”。"
        value={text.funding}
        onChange={(funding) => set({ funding })}
        problem={problems.of('funding')}
      />
      <Rows
        label="服务指标"
        help="写能数得清的，月调度和评估都按它核对。"
        rows={text.indicators}
        onChange={(indicators) => set({ indicators })}
        blank={() => ({ name: '', quantity: '', unit: '场' })}
        addWord="添加一项指标"
        problem={problems.of('indicators')}
        problemAt={(index) => problems.of(`indicators.${index}`)}
      >
        {(row, change, index) => (
          <div className="inputs">
            <input
              className="input"
              aria-label={`指标 ${index + 1} 名称`}
              placeholder="名称"
              value={row.name}
              onChange={(event) => change({ name: event.target.value })}
            />
            <input
              className="input"
              aria-label={`指标 ${index + 1} 数量`}
              placeholder="数量"
              inputMode="numeric"
              value={row.quantity}
              onChange={(event) => change({ quantity: event.target.value })}
            />
            <input
              className="input"
              aria-label={`指标 ${index + 1} 单位`}
              placeholder="单位"
              value={row.unit}
              onChange={(event) => change({ unit: event.target.value })}
            />
          </div>
        )}
      </Rows>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={fault} safe="您写的内容还在本页。" />
      <StickyAction>
        <Button type="submit" kind="primary" busy={busy} busyWord="正在提交…">
          提交协议草案
        </Button>
        <span className="saved">
          提交后由双方负责人签署{isLocalDate(text.termTo) ? `，期限至${formatDay(text.termTo)}` : ''}。
        </span>
      </StickyAction>
    </form>
  );
}
