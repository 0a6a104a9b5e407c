/** 机构档案: one organization of the register with everything the bureau holds about it, and what may be done with it. */
import { formatInstant } from '@jiedui/shared/calendar.ts';
import {
  LIST_STATUS_WORDS,
  PROVIDER_KIND_WORDS,
  PROVIDER_STATE_WORDS,
} from '@jiedui/shared/organization/organization.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { Button } from '../../kit/Button.tsx';
import { Facts } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { Side } from '../shell/Side.tsx';
import { useParamsOf, WayLink } from '../shell/way.tsx';
import { ORGANIZATION_TONES } from '../organization/Register.tsx';
import { DeskRegistered } from '../organization/register.documents.ts';
import { AnnualForm, ListingForm, RatingForm, RemovalForm } from './RegisterForms.tsx';
import { EditForm } from './EditForm.tsx';
import { ExitForm, StandingForm } from './StandingForms.tsx';
import { Staff } from './StaffOfOrganization.tsx';
import { Expiries, Known, Entries, History } from './OrganizationParts.tsx';
import { Corrections } from './Corrections.tsx';
import '../shell/register.css';

export type Registered = NonNullable<ResultOf<typeof DeskRegistered>['registeredOrganization']>;

/** The form at the side; a removal names its listing. */
export type Open = 'rating' | 'annual' | 'listing' | 'edit' | 'standing' | 'exit' | { removal: string };
const TITLES = {
  rating: '登记评估等级',
  annual: '登记年检结果',
  listing: '登记列入名录',
  edit: '更正登记事项',
  exit: '办理退出',
} as const;

export function OrganizationPage() {
  const { id } = useParamsOf<{ id: string }>();
  const [{ data, error }, again] = useQuery({ query: DeskRegistered, variables: { id } });
  const [open, setOpen] = useState<Open | null>(null);
  const read = () => {
    setOpen(null);
    again({ requestPolicy: 'network-only' });
  };
  return (
    <Answer data={data} error={error} onRetry={read} whole>
      {({ registeredOrganization: found }) =>
        found ? (
          <Page
            title={found.name}
            lead={
              <>
                <StateTag tone={ORGANIZATION_TONES[found.state]} word={PROVIDER_STATE_WORDS[found.state]} />{' '}
                {PROVIDER_KIND_WORDS[found.providerKind]} · {found.region.name}
                {found.listStatus === 'none' ? '' : ` · ${LIST_STATUS_WORDS[found.listStatus]}`}
              </>
            }
            actions={<WayLink to="/organizations">回到组织名录</WayLink>}
          >
            <Acts organization={found} onOpen={setOpen} />
            <div className="register__parts">
              <div className="side__parts">
                <Expiries organization={found} />
                <Corrections organization={found} onDone={read} />
                <Known organization={found} />
                <Entries organization={found} onOpen={setOpen} />
              </div>
              <div className="side__parts">
                <Figures organization={found} />
                <OpenWork organization={found} />
                <Staff organization={found} />
                <History organization={found} />
              </div>
            </div>
            <Side open={open !== null} onClose={() => setOpen(null)} title={open === null ? '' : titleOf(open, found)}>
              {open === null ? null : <FormFor open={open} organization={found} onDone={read} />}
            </Side>
          </Page>
        ) : (
          <main className="page" id="main">
            <Empty title="没有找到这家组织">可能不在您的管理范围。请返回组织名录查看。</Empty>
          </main>
        )
      }
    </Answer>
  );
}

function titleOf(open: Open, { state }: Registered): string {
  if (typeof open !== 'string') return '登记移出名录';
  if (open === 'standing') return state === 'active' ? '暂停接单' : '恢复接单';
  return TITLES[open];
}

function FormFor({ open, organization, onDone }: { open: Open; organization: Registered; onDone: () => void }) {
  const props = { organization, onDone };
  if (typeof open !== 'string') return <RemovalForm {...props} listingId={open.removal} />;
  const forms = {
    rating: RatingForm,
    annual: AnnualForm,
    listing: ListingForm,
    edit: EditForm,
    standing: StandingForm,
    exit: ExitForm,
  };
  const Form = forms[open];
  return <Form {...props} />;
}

function Acts({ organization, onOpen }: { organization: Registered; onOpen: (open: Open) => void }) {
  if (organization.state === 'exited') return null;
  return (
    <p className="register__acts">
      <Button onClick={() => onOpen('rating')}>登记评估等级</Button>
      <Button onClick={() => onOpen('annual')}>登记年检结果</Button>
      <Button onClick={() => onOpen('listing')}>登记列入名录</Button>
      <Button onClick={() => onOpen('edit')}>更正登记事项</Button>
      <Button kind={organization.state === 'active' ? 'warn' : 'primary'} onClick={() => onOpen('standing')}>
        {organization.state === 'active' ? '暂停接单' : '恢复接单'}
      </Button>
      <Button kind="warn" onClick={() => onOpen('exit')}>
        办理退出
      </Button>
    </p>
  );
}

function Figures({ organization: { figures, sessionsPerMonth } }: { organization: Registered }) {
  if (!figures) return null;
  const { reviews, satisfaction } = figures;
  return (
    <section aria-label="履约情况">
      <h2 className="side__title">履约情况</h2>
      <Facts
        facts={[
          ['本月场次', `${figures.sessionsThisMonth} 场，能力 ${sessionsPerMonth} 场`],
          ['确认的接单', `${figures.claimsConfirmed} 单，完成 ${figures.claimsCompleted} 单`],
          ['超期未完成', `${figures.claimsOverdue} 单`],
          ['中途放弃', `${figures.claimsAtFault} 单`],
          ['已确认服务', `${figures.sessionsConfirmed} 场`],
          [
            '社工站评价',
            reviews === 0 ? '还没有' : `${reviews} 次，平均 ${(satisfaction ?? 0).toFixed(1)} 分（满分 5 分）`,
          ],
        ]}
      />
    </section>
  );
}

function OpenWork({ organization: { openWork } }: { organization: Registered }) {
  return (
    <section aria-label="在办事项">
      <h2 className="side__title">在办事项 {openWork.length} 项</h2>
      <ul className="register__list">
        {openWork.map(({ key, kindWords, title, dueAt }) => (
          <li key={key}>
            {kindWords}：{title}
            {dueAt ? `，${formatInstant(new Date(dueAt))} 到期` : ''}
          </li>
        ))}
        {openWork.length === 0 ? <li>没有在办事项。</li> : null}
      </ul>
    </section>
  );
}
