/** 记一次调查: saved as one types; the needs it found are added to it, and all are submitted together. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { clockWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import type { Pickable } from '../../kit/Picker.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { surveyFields, type SurveyText } from './survey.ts';
import { SurveyFields } from './SurveyFields.tsx';
import type { Identity } from './use-draft.ts';
import { useSurveyDraft } from './use-survey-draft.ts';

const SUBMIT = graphql(/* GraphQL */ `
  mutation SubmitSurvey($input: SubmitSurveyInput!) {
    submitSurvey(input: $input) {
      ... on Survey {
        ...SurveyForm
        needs {
          id
          version
          state
        }
      }
      ... on SurveyIncomplete {
        code
        message
        problems {
          field
          message
        }
      }
      ... on PersonalDataFound {
        code
        message
        spots {
          field
          kind
          from
          to
          excerpt
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

interface SurveyFormProps {
  start: (Identity & { savedAt: Date }) | null;
  text: SurveyText;
  needs: readonly { id: string; title: string; number: string; people?: { text: string } | null | undefined }[];
  organizations: readonly Pickable[];
}

export function SurveyForm({ start, text: first, needs, organizations }: SurveyFormProps) {
  const [text, setText] = useState(first);
  const [refused, setRefused] = useState<string | null>(null);
  const problems = useProblems();
  const submit = useAction(SUBMIT);
  const navigate = useNavigate();
  const say = useToast();
  const created = useCallback((id: string) => {
    // As the wizard of orders: the address changes, the page and the focus stay.
    History.prototype.replaceState.call(history, history.state, '', `/m/surveys/${id}/edit`);
  }, []);
  const draft = useSurveyDraft(text, start, created);
  const set = (change: Partial<SurveyText>) => {
    setText((now) => ({ ...now, ...change }));
    problems.clear(Object.keys(change));
  };
  /** A problem of a need is said above the button: its own page is where it is put right. */
  const show = (found: readonly { field: string; message: string }[]) => {
    const ofNeeds = found.filter(({ field }) => field.startsWith('needs.'));
    if (0 < ofNeeds.length)
      setRefused(`${ofNeeds.map(({ message }) => message).join('；')}。点开那条需求改好后再提交。`);
    problems.show(found.filter(({ field }) => !field.startsWith('needs.')));
  };
  const send = async () => {
    setRefused(null);
    // Fetched when it is pressed; without it the server's own check answers.
    const rules = await import('@jiedui/shared/order/survey-submitting.ts').catch(() => null);
    const local = rules?.checkSurvey(surveyFields(text), new Date());
    if (local instanceof Error) {
      show('problems' in local ? local.problems : local.spots.map(({ field }) => ({ field, message: local.message })));
      return;
    }
    const kept = await draft.flush();
    if (kept === null) return;
    const answer = await submit.run({ surveyId: kept.id, expectedVersion: kept.version });
    if (answer === null) return;
    if (answer.__typename === 'Survey') {
      const found = answer.needs.length;
      say(`调查 ${answer.number} 已提交${found === 0 ? '' : `，${found} 条需求列入清单`}。`);
      void navigate({ to: '/surveys/$id', params: { id: answer.id }, replace: true });
    } else if (answer.__typename === 'SurveyIncomplete') show(answer.problems);
    else if (answer.__typename === 'PersonalDataFound')
      show(answer.spots.map(({ field }) => ({ field, message: answer.message })));
    else setRefused(answer.message);
  };
  return (
    <form
      ref={problems.form}
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <SurveyFields text={text} set={set} problemOf={problems.of} organizations={organizations} />
      <section className="section">
        <h2>发现的需求{needs.length === 0 ? '' : `（${needs.length} 条）`}</h2>
        {needs.length === 0 ? <p className="hint">一条一件事；提交调查时一起列入需求清单。</p> : null}
        <ul className="ledger">
          {needs.map((need) => (
            <li key={need.id}>
              <Link to="/needs/$id/edit" params={{ id: need.id }} className="row">
                <span className="row__title">{need.title || '还没有写名称的需求'}</span>
                <span className="row__line">{[need.number, need.people?.text].filter(Boolean).join(' · ')}</span>
              </Link>
            </li>
          ))}
        </ul>
        <div>
          <Button
            busy={draft.saving}
            onClick={async () => {
              const kept = await draft.flush();
              if (kept) void navigate({ to: '/needs/new', search: { survey: kept.id } });
            }}
          >
            添加一条需求
          </Button>
        </div>
      </section>
      {(refused ?? draft.refused) ? <Note tone="late">{refused ?? draft.refused}</Note> : null}
      <FaultNote fault={submit.fault ?? draft.fault} />
      <StickyAction>
        <Button type="submit" kind="primary" busy={submit.busy} busyWord="正在提交…">
          提交调查
        </Button>
        <span className="hint" role="status">
          {draft.savedAt ? `已暂存 ${clockWords(draft.savedAt)}` : '填写后自动暂存'}
        </span>
      </StickyAction>
    </form>
  );
}
