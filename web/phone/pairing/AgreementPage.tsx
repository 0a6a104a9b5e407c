/** One agreement as a paper: the parties, the term, the tasks, the indicators; then the signature. */
import { PAIRING_STEP_WORDS, pairingReasonWords } from '@jiedui/shared/pairing/lifecycle.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { AgreementFactsFragment, PhoneAgreementQuery } from '../../gql/graphql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { dateWords, momentWords } from '../../kit/format.ts';
import { Mark } from '../../kit/Mark.tsx';
import { Facts, Note, StickyAction } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { useSide } from '../shell/viewer.ts';
import { agreementTag } from './agreement.ts';
import './pairing.css';

const AGREEMENT = graphql(/* GraphQL */ `
  query PhoneAgreement($id: ID!) {
    agreement(id: $id) {
      ...AgreementFacts
      pairing {
        id
        justification
        renewalFrom
        renewal {
          id
          number
        }
        changes {
          id
          step
          code
          words
          openWork
          setFree
          madeAt
        }
      }
    }
  }
`);

const SIGN = graphql(/* GraphQL */ `
  mutation SignAgreement($input: SignAgreementInput!) {
    signAgreement(input: $input) {
      ... on Agreement {
        ...AgreementFacts
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export function AgreementPage() {
  const { id } = useParams({ from: '/shell/agreements/$id' });
  return (
    <Ask query={AGREEMENT} variables={{ id }} rows={5}>
      {({ agreement }) =>
        agreement ? (
          <AgreementBody agreement={agreement} />
        ) : (
          <Empty
            title="没有找到这份协议"
            action={
              <Link to="/agreements" className={buttonClass()}>
                回到协议列表
              </Link>
            }
          >
            可能不在您的查看范围。
          </Empty>
        )
      }
    </Ask>
  );
}

type Agreement = NonNullable<PhoneAgreementQuery['agreement']>;

function AgreementBody({ agreement }: { agreement: Agreement }) {
  const side = useSide();
  const [open, setOpen] = useState(false);
  const mine = side === 'station' ? agreement.stationSignedAt : agreement.organizationSignedAt;
  const { pairing } = agreement;
  const isOver = agreement.state === 'ended' || agreement.state === 'terminated';
  const waiting = !mine && !agreement.maySign && !isOver;
  const renewal = pairing.renewal?.id === agreement.id ? null : pairing.renewal;
  return (
    <Page
      title="结对帮扶协议"
      back={{ to: '/agreements', word: '协议' }}
      over={
        <>
          <StateTag {...agreementTag(agreement.state)} />
          <span className="number">{agreement.number}</span>
        </>
      }
      aside={
        <section className="section">
          <h2>签字</h2>
          <Signature party="甲方" name={agreement.organization.name} at={agreement.organizationSignedAt} />
          <Signature party="乙方" name={agreement.station.name} at={agreement.stationSignedAt} />
        </section>
      }
    >
      <Changed state={agreement.state} changes={pairing.changes} />
      {renewal ? (
        <Note tone="info">
          续签协议{' '}
          <Link to="/agreements/$id" params={{ id: renewal.id }}>
            {renewal.number}
          </Link>{' '}
          已起草，请双方负责人签署。
        </Note>
      ) : null}
      <Facts
        facts={[
          ['甲方（援派）', agreement.organization.name],
          ['乙方（受援）', agreement.station.name],
          ['期限', `${dateWords(agreement.termFrom)} 至 ${dateWords(agreement.termTo)}`],
          ['经费', agreement.funding],
          ['直接结对的理由', pairing.justification],
        ]}
      />
      <section className="section">
        <h2>总体目标</h2>
        <p className="sentence">{agreement.goal}</p>
      </section>
      <section className="section">
        <h2>主要任务</h2>
        <ol className="numbered">
          {agreement.tasks.map((task, index) => (
            <li key={index}>{task}</li>
          ))}
        </ol>
      </section>
      {agreement.indicators.length > 0 ? (
        <section className="section">
          <h2>服务指标</h2>
          <table className="indicators">
            <thead>
              <tr>
                <th scope="col">指标</th>
                <th scope="col" className="indicators__number">
                  数量
                </th>
                <th scope="col">单位</th>
              </tr>
            </thead>
            <tbody>
              {agreement.indicators.map((indicator) => (
                <tr key={indicator.name}>
                  <td>{indicator.name}</td>
                  <td className="indicators__number">{indicator.quantity}</td>
                  <td>{indicator.unit}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {waiting ? (
        <Note tone="info">
          {side === 'station' ? '须由社工站负责人签署。' : '须由社会组织负责人签署。'}
          请转交本单位负责人，用其账号登录后办理。
        </Note>
      ) : null}
      <StickyAction>
        {agreement.maySign ? (
          <Button kind="primary" onClick={() => setOpen(true)}>
            签署协议
          </Button>
        ) : null}
        {pairing.renewalFrom ? (
          <Link to="/agreements/$id/renew" params={{ id: agreement.id }} className={buttonClass('primary')}>
            续签协议
          </Link>
        ) : null}
        <a className={buttonClass()} href={agreement.documentUrl} download>
          下载 Word 文书
        </a>
      </StickyAction>
      <SignSheet agreement={agreement} open={open} onClose={() => setOpen(false)} />
    </Page>
  );
}

/** What the authority decided last, while it holds. */
function Changed({ state, changes }: { state: Agreement['state']; changes: Agreement['pairing']['changes'] }) {
  const last = changes.at(-1);
  if (!last || (state !== 'suspended' && state !== 'terminated')) return null;
  return (
    <Note tone="late">
      主管单位{momentWords(last.madeAt)} {PAIRING_STEP_WORDS[last.step]}。原因：
      {pairingReasonWords(last.code, last.words ?? null)}。{last.openWork === 'finish' ? '在手的服务请照常办完。' : ''}
      {last.openWork === 'set_free' && 0 < last.setFree ? `在手的 ${last.setFree} 项已一并解除。` : ''}
    </Note>
  );
}

/** The stamp of the house on a signed side; a dotted place where one is missing. */
function Signature({ party, name, at }: { party: string; name: string; at: string | null | undefined }) {
  return (
    <div className={at ? 'signature' : 'signature signature--open'}>
      <p>
        {party} <b>{name}</b>
      </p>
      <p className="hint">{at ? `签字 ${momentWords(at)}` : '尚未签字'}</p>
      {at ? <Mark className="signature__stamp" /> : null}
    </div>
  );
}

function SignSheet({
  agreement,
  open,
  onClose,
}: {
  agreement: AgreementFactsFragment;
  open: boolean;
  onClose: () => void;
}) {
  const sign = useAction(SIGN);
  const say = useToast();
  const side = useSide();
  const [refused, setRefused] = useState<string | null>(null);
  const other = side === 'station' ? agreement.organizationSignedAt : agreement.stationSignedAt;
  const onSign = async () => {
    setRefused(null);
    const answer = await sign.run({ agreementId: agreement.id, expectedVersion: agreement.version });
    if (answer === null) return;
    if (answer.__typename !== 'Agreement') {
      setRefused(answer.message);
      return;
    }
    onClose();
    say(
      answer.organizationSignedAt && answer.stationSignedAt ? '双方已签字，协议按期生效。' : '已签字，等待对方签字。',
    );
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="签署这份协议？"
      foot={
        <>
          <Button kind="primary" busy={sign.busy} busyWord="正在签署…" onClick={() => void onSign()}>
            签署协议
          </Button>
          <Button onClick={onClose}>再看看</Button>
        </>
      }
    >
      <p>
        以 <b>{side === 'station' ? agreement.station.name : agreement.organization.name}</b> 的名义签署协议{' '}
        {agreement.number}。
        {other ? '对方已签字，您签字后协议即按期生效。' : '您签字后，由对方签字；双方签字后按期生效。'}
      </p>
      <p className="hint">签字会记下您的姓名和时间，签后不能撤销。</p>
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={sign.fault} safe="协议没有变化。" />
    </Sheet>
  );
}
