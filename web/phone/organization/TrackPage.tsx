/** 申请进度: where an application stands, what to fix, and what comes next; mended here when it was returned. */
import { PROVIDER_STATE_WORDS } from '@jiedui/shared/organization/organization.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import type { TrackedApplicationQuery } from '../../gql/graphql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { momentWords } from '../../kit/format.ts';
import { Facts, Note } from '../../kit/Parts.tsx';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { PLACES, RESUBMIT, spacedCode, TRACKED } from './application.ts';
import { ApplicationForm } from './ApplicationForm.tsx';

type Tracked = NonNullable<TrackedApplicationQuery['trackedApplication']>;

const TONES: Record<Tracked['state'], Tone> = {
  applied: 'info',
  under_review: 'info',
  returned: 'decide',
  rejected: 'late',
  active: 'done',
};
const NEXT: Record<Tracked['state'], string> = {
  applied: '已提交，等待民政局受理。请记下查询码，凭它随时查看进度。',
  under_review: '民政局正在审核，可能会打电话核实。',
  returned: '请按下面的意见改好，再次提交。',
  rejected: '这份申请没有通过。情况有变化的，可以重新申请。',
  active: '已经通过。经办人会打电话告知初始密码，首次登录后请改成自己的密码。',
};

export function TrackPage() {
  const { code } = useParams({ from: '/apply/$code' });
  return (
    <main className="page" id="main">
      <Page title="入驻申请进度" back={{ to: '/apply', word: '入驻申请' }}>
        <Ask query={TRACKED} variables={{ code }}>
          {({ trackedApplication }) =>
            trackedApplication ? (
              <Found application={trackedApplication} />
            ) : (
              <Empty title="没有找到这份申请">请核对查询码（12 位，不分大小写），或联系当地民政局。</Empty>
            )
          }
        </Ask>
      </Page>
    </main>
  );
}

function Found({ application }: { application: Tracked }) {
  const { state, code, name, submittedAt, reason, login } = application;
  return (
    <>
      <p>
        <b>{name}</b> <StateTag tone={TONES[state]} word={PROVIDER_STATE_WORDS[state]} />
      </p>
      <Note tone={state === 'returned' ? 'decide' : 'info'}>{NEXT[state]}</Note>
      {reason && (state === 'returned' || state === 'rejected') ? <Note tone="late">审核意见：{reason}</Note> : null}
      <Facts
        facts={[
          ['查询码', <b key="code">{spacedCode(code)}</b>],
          ['提交时间', momentWords(submittedAt)],
          ['账号', login],
        ]}
      />
      {state === 'active' ? (
        <Link to="/sign-in" className={buttonClass('primary', true)}>
          去登录
        </Link>
      ) : null}
      {state === 'returned' ? <Mend application={application} /> : null}
    </>
  );
}

function Mend({ application }: { application: Tracked }) {
  const resubmit = useAction(RESUBMIT);
  const [, again] = useQuery({ query: TRACKED, variables: { code: application.code }, pause: true });
  return (
    <Ask query={PLACES} variables={{}}>
      {({ applicationPlaces }) => (
        <ApplicationForm
          start={{
            ...application,
            uscc: application.uscc ?? '',
            filingNumber: application.filingNumber ?? '',
            sessionsPerMonth: String(application.sessionsPerMonth),
            contactMobile: '',
          }}
          places={applicationPlaces}
          placeFixed
          verb="重新提交申请"
          busy={resubmit.busy}
          fault={resubmit.fault}
          onSend={async ({ regionCode: _place, ...fields }) => {
            const answer = await resubmit.run({
              name: fields.name,
              providerKind: fields.providerKind,
              uscc: fields.uscc,
              filingNumber: fields.filingNumber,
              businessScope: fields.businessScope,
              serviceTypes: [...fields.serviceTypes],
              areaCodes: [...fields.areaCodes],
              sessionsPerMonth: fields.sessionsPerMonth,
              contactName: fields.contactName,
              contactMobile: fields.contactMobile,
              login: fields.login,
              code: application.code,
            });
            if (answer === null) return null;
            if (answer.__typename === 'ApplicationIncomplete') return answer.problems;
            if (answer.__typename !== 'TrackedApplication') return answer.message;
            again({ requestPolicy: 'network-only' });
            return null;
          }}
        />
      )}
    </Ask>
  );
}
