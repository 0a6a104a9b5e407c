/** 审核设置: who approves the authority's orders, what is published without, and how many of those are looked at. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { APPROVER_WORDS, APPROVERS, type Approver } from '@jiedui/shared/order/approval.ts';
import { SERVICE_TYPES, serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { Chips, Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { dateWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { WayLink } from '../shell/way.tsx';
import { DeskApproving, DeskSaveRule } from './approvals.documents.ts';
import './order.css';

type Approving = NonNullable<ResultOf<typeof DeskApproving>['orderApproving']>;

export function ApprovalRules() {
  const [{ data, error }, again] = useQuery({ query: DeskApproving });
  return (
    <Page
      title="审核设置"
      lead="点单由谁审核，由各主管单位自己定。新设置从生效日起用于新提交的点单，已提交的仍按原来的办理。"
      actions={
        <WayLink to="/approvals" className="button button--quiet">
          回到点单审核
        </WayLink>
      }
    >
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {({ orderApproving, authorities }) =>
          orderApproving ? (
            <Rules
              key={orderApproving.versions[0]?.id ?? ''}
              approving={orderApproving}
              authorities={authorities}
              onSaved={() => again({ requestPolicy: 'network-only' })}
            />
          ) : (
            <Empty title="没有可以设置的主管单位">请用主管单位的账号登录。</Empty>
          )
        }
      </Answer>
    </Page>
  );
}

function Rules({
  approving,
  authorities,
  onSaved,
}: {
  approving: Approving;
  authorities: readonly { id: string; name: string }[];
  onSaved: () => void;
}) {
  const { inForce } = approving;
  const [text, setText] = useState({
    approver: inForce?.approver ?? ('none' as Approver),
    centreId: inForce?.centre?.id ?? '',
    lowRiskTypes: [...(inForce?.lowRiskTypes ?? [])],
    samplePercent: String(inForce?.samplePercent ?? 10),
    note: '',
    effectiveOn: localDateOf(new Date()) as string,
  });
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const save = useAction(DeskSaveRule);
  const say = useToast();
  const set = (change: Partial<typeof text>) => setText({ ...text, ...change });
  const submit = async () => {
    const percent = Number(text.samplePercent);
    const answer = await save.run({
      approver: text.approver,
      centreId: text.approver === 'centre' && text.centreId !== '' ? text.centreId : null,
      lowRiskTypes: text.lowRiskTypes,
      samplePercent: Number.isInteger(percent) ? percent : -1,
      note: text.note,
      effectiveOn: text.effectiveOn as never,
    });
    if (answer === null) return;
    if (answer.__typename === 'ApprovalRule') {
      say(`审核设置已保存，自${dateWords(answer.effectiveOn)}起生效。`);
      onSaved();
    } else if (answer.__typename === 'OrderSettingUnsound') {
      setProblems(new Map(answer.problems.map(({ field, message }) => [field, message])));
    }
  };
  return (
    <div className="rules">
      <section className="form">
        <p>
          现行：<b>{APPROVER_WORDS[inForce?.approver ?? 'none']}</b>
          {inForce ? `（${inForce.authority.name}，自${dateWords(inForce.effectiveOn)}起）` : '（尚未设置）'}
        </p>
        <Choice
          label="由谁审核"
          options={APPROVERS.map((value) => ({ value, label: APPROVER_WORDS[value] }))}
          value={text.approver}
          onChange={(approver) => set({ approver: approver as Approver })}
          problem={problems.get('approver')}
        />
        {text.approver === 'centre' ? (
          <Select
            label="审核单位"
            placeholder="请选择"
            options={authorities.map(({ id, name }) => ({ value: id, label: name }))}
            value={text.centreId}
            onChange={(centreId) => set({ centreId })}
            problem={problems.get('centreId')}
          />
        ) : null}
        {text.approver === 'none' ? null : (
          <>
            <Chips
              label="免审的低风险类型"
              help="这些类型提交即发布，按下面的比例抽查；紧急点单一律先发布、后查看。"
              options={SERVICE_TYPES.map(({ code }) => ({ value: code, label: serviceTypeWords(code) }))}
              value={text.lowRiskTypes}
              onChange={(lowRiskTypes) => set({ lowRiskTypes })}
              problem={problems.get('lowRiskTypes')}
            />
            <TextField
              label="抽查比例（%）"
              inputMode="numeric"
              help="按点单编号算出，不由人挑选。"
              value={text.samplePercent}
              onChange={(samplePercent) => set({ samplePercent })}
              problem={problems.get('samplePercent')}
            />
          </>
        )}
        <DateField
          label="生效日期"
          value={text.effectiveOn}
          onChange={(effectiveOn) => set({ effectiveOn })}
          problem={problems.get('effectiveOn')}
        />
        <TextField label="说明" optional value={text.note} onChange={(note) => set({ note })} />
        {save.fault ? (
          <Note tone="late">
            {save.fault.title}。您填的内容还在。{save.fault.remedy}代码 {save.fault.code}
          </Note>
        ) : null}
        <div>
          <Button kind="primary" busy={save.busy} busyWord="正在保存…" onClick={() => void submit()}>
            保存审核设置
          </Button>
        </div>
      </section>
      <section>
        <h2 className="side__title">历次设置</h2>
        {approving.versions.length === 0 ? (
          <p>还没有设置过：提交即发布。</p>
        ) : (
          <ul className="rules__versions">
            {approving.versions.map((rule) => (
              <li key={rule.id}>
                第 {rule.number} 版 · {APPROVER_WORDS[rule.approver]}
                {rule.centre ? `（${rule.centre.name}）` : ''} · 免审 {rule.lowRiskTypes.length} 类，抽查{' '}
                {rule.samplePercent}% · 自{dateWords(rule.effectiveOn)}起{rule.note ? ` · ${rule.note}` : ''}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
