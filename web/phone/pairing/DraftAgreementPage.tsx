/** 起草结对协议: made from a confirmed claim, with a first wording to be put right. */
import { addMonths, formatDay, isLocalDate, lastDayOf, monthOf, type LocalDate } from '@jiedui/shared/calendar.ts';
import { checkAgreement } from '@jiedui/shared/pairing/signing.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneClaimForAgreementQuery } from '../../gql/graphql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { shortWords, todayInShanghai } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { readCount } from '../../kit/QuantityField.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { Rows } from '../shell/Rows.tsx';

const CLAIM = graphql(/* GraphQL */ `
  query PhoneClaimForAgreement($id: ID!) {
    claim(id: $id) {
      id
      state
      mayDraftAgreement
      agreement {
        id
      }
      organization {
        id
        name
      }
      order {
        id
        title
        serviceType
        targetGroups
        windowFrom
        windowTo
        headcount {
          value
          text
          unit
        }
        station {
          id
          name
        }
      }
    }
  }
`);

const DRAFT = graphql(/* GraphQL */ `
  mutation DraftAgreement($input: DraftAgreementInput!) {
    draftAgreement(input: $input) {
      ... on Agreement {
        ...AgreementFacts
      }
      ... on AgreementIncomplete {
        code
        message
        problems {
          field
          message
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Claim = NonNullable<PhoneClaimForAgreementQuery['claim']>;

interface AgreementText {
  goal: string;
  tasks: { text: string }[];
  termFrom: string;
  termTo: string;
  funding: string;
  indicators: { name: string; quantity: string; unit: string }[];
}

/** A first wording from the order; people put it right. */
export function proposalFor(order: Claim['order'], organization: string, today: LocalDate): AgreementText {
  const groups = order.targetGroups.map((code) => shortWords(targetGroupWords(code))).join('、') || '服务对象';
  const service = order.serviceType ? shortWords(serviceTypeWords(order.serviceType)) : '服务';
  const from = order.windowFrom && today < order.windowFrom ? (order.windowFrom as LocalDate) : today;
  return {
    goal: `${organization}与${order.station.name}结对，为${groups}提供${service}，并帮助站点把这项服务做成常态。`,
    tasks: [{ text: order.title }, { text: `每月与${order.station.name}核对一次需求和服务记录` }],
    termFrom: from,
    termTo: lastDayOf(addMonths(monthOf(from), 11)),
    funding: '无偿',
    indicators: [
      { name: service, quantity: '1', unit: '场' },
      { name: '服务人次', quantity: String(order.headcount?.value ?? 1), unit: '人次' },
    ],
  };
}

export function DraftAgreementPage() {
  const { id } = useParams({ from: '/shell/claims/$id/agreement' });
  return (
    <Ask query={CLAIM} variables={{ id }}>
      {({ claim }) =>
        claim?.mayDraftAgreement ? (
          <AgreementForm key={claim.id} claim={claim} />
        ) : (
          <Empty
            title={claim?.agreement ? '协议已经起草' : '现在不能起草协议'}
            action={
              claim?.agreement ? (
                <Link to="/agreements/$id" params={{ id: claim.agreement.id }} className={buttonClass()}>
                  查看协议
                </Link>
              ) : (
                <Link to="/claims" className={buttonClass()}>
                  回到我的接单
                </Link>
              )
            }
          >
            {claim?.agreement ? '这次接单的协议已有，请在协议页签署。' : '社工站确认接单后，由承接的社会组织起草。'}
          </Empty>
        )
      }
    </Ask>
  );
}

function AgreementForm({ claim }: { claim: Claim }) {
  const [text, setText] = useState(() => proposalFor(claim.order, claim.organization.name, todayInShanghai()));
  const [refused, setRefused] = useState<string | null>(null);
  const problems = useProblems();
  const draft = useAction(DRAFT);
  const navigate = useNavigate();
  const say = useToast();
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
    const fields = {
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
    };
    const checked = checkAgreement(fields);
    if (checked instanceof Error) {
      problems.show(checked.problems);
      return;
    }
    const answer = await draft.run({ claimId: claim.id, ...fields });
    if (answer === null) return;
    if (answer.__typename === 'Agreement') {
      say(`协议 ${answer.number} 已起草，请双方负责人签署。`);
      void navigate({ to: '/agreements/$id', params: { id: answer.id }, replace: true });
    } else if (answer.__typename === 'AgreementIncomplete') problems.show(answer.problems);
    else setRefused(answer.message);
  };
  return (
    <Page title="起草结对协议" back={{ to: '/claims/$id', params: { id: claim.id }, word: '接单' }}>
      <Note tone="info">
        甲方 {claim.organization.name}，乙方 {claim.order.station.name}，依据点单“{claim.order.title}
        ”。已按点单拟好初稿，请核对修改。
      </Note>
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
          <DateField
            label="从哪天起"
            value={text.termFrom}
            onChange={(termFrom) => set({ termFrom })}
            problem={problems.of('termFrom')}
          />
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
        <FaultNote fault={draft.fault} safe="您写的内容还在本页。" />
        <StickyAction>
          <Button type="submit" kind="primary" busy={draft.busy} busyWord="正在提交…">
            提交协议草案
          </Button>
          <span className="saved">
            提交后由双方负责人签署{isLocalDate(text.termTo) ? `，期限至${formatDay(text.termTo)}` : ''}。
          </span>
        </StickyAction>
      </form>
    </Page>
  );
}
