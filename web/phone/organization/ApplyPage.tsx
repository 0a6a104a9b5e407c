/** 入驻申请: an organization without an account asks to be registered. The code with which it finds the answer comes at the end. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { APPLY, EMPTY, PLACES } from './application.ts';
import { ApplicationForm } from './ApplicationForm.tsx';

export function ApplyPage() {
  const navigate = useNavigate();
  const apply = useAction(APPLY);
  return (
    <main className="page" id="main">
      <Page title="社会组织入驻申请" back={{ to: '/sign-in', word: '登录' }}>
        <p>医院、学校、企业和社区社会组织也可以申请。提交后由当地民政局审核，一般几个工作日内答复。</p>
        <Look />
        <Ask query={PLACES} variables={{}}>
          {({ applicationPlaces }) => (
            <ApplicationForm
              start={EMPTY}
              places={applicationPlaces}
              placeFixed={false}
              verb="提交入驻申请"
              busy={apply.busy}
              fault={apply.fault}
              onSend={async (fields) => {
                const answer = await apply.run({
                  ...fields,
                  serviceTypes: [...fields.serviceTypes],
                  areaCodes: [...fields.areaCodes],
                });
                if (answer === null) return null;
                if (answer.__typename === 'ApplicationIncomplete') return answer.problems;
                if (answer.__typename !== 'TrackedApplication') return answer.message;
                void navigate({ to: '/apply/$code', params: { code: answer.code }, replace: true });
                return null;
              }}
            />
          )}
        </Ask>
      </Page>
    </main>
  );
}

/** Whoever has applied already looks here. */
function Look() {
  const [code, setCode] = useState('');
  const navigate = useNavigate();
  return (
    <details className="section">
      <summary>已经提交过？凭查询码查看进度</summary>
      <TextField
        label="查询码"
        help="12 位，提交申请时给出。"
        value={code}
        onChange={setCode}
        autoCapitalize="characters"
      />
      <Button
        onClick={() => {
          const typed = code.replace(/[^0-9a-z]/gi, '');
          if (typed !== '') void navigate({ to: '/apply/$code', params: { code: typed } });
        }}
      >
        查看申请进度
      </Button>
    </details>
  );
}
