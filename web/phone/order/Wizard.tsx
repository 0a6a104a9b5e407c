/** The four steps of 发布点单. Every step can be left; what is written is saved by itself. */
import { PERSONAL_DATA_KIND_WORDS } from '@jiedui/shared/personal-data.ts';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Loading } from '../../kit/Blank.tsx';
import { clockWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { usePersonalDataScan } from '../../kit/personal-data-scan.ts';
import type { Spot } from '../../kit/spots.ts';
import { useToast } from '../../kit/Toast.tsx';
import { Page } from '../shell/Page.tsx';
import { useViewer } from '../shell/viewer.ts';
import { fieldsOf, stepOf, STEPS, type DraftText } from './draft.ts';
import { StepWhat } from './StepWhat.tsx';
import { unsavedOf } from './unsaved.ts';
import { useDraft, type Identity } from './use-draft.ts';
import './wizard.css';

/** The steps behind the first arrive while it is being filled. */
const LATER = {
  who: () => import('./StepWho.tsx'),
  lines: () => import('./StepLines.tsx'),
  when: () => import('./StepWhen.tsx'),
  confirm: () => import('./StepConfirm.tsx'),
};
const StepWho = lazy(async () => ({ default: (await LATER.who()).StepWho }));
const StepLines = lazy(async () => ({ default: (await LATER.lines()).StepLines }));
const StepWhen = lazy(async () => ({ default: (await LATER.when()).StepWhen }));
const StepConfirm = lazy(async () => ({ default: (await LATER.confirm()).StepConfirm }));

/** Only a new order asks for it. */
const Begin = lazy(async () => ({ default: (await import('./Begin.tsx')).Begin }));

const POST = graphql(/* GraphQL */ `
  mutation PostOrder($input: PostOrderInput!) {
    postOrder(input: $input) {
      ... on Order {
        id
        version
        state
        number
      }
      ... on OrderIncomplete {
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

/** What each step is given. */
export interface StepProps {
  text: DraftText;
  set: (change: Partial<DraftText>) => void;
  /** What is wrong with a field, once it was sent or looked over. */
  problemOf: (field: string) => string | undefined;
  spotsOf: (field: 'title' | 'description' | 'place') => readonly Spot[];
}

interface WizardProps {
  start: (Identity & { savedAt: Date }) | null;
  text: DraftText;
  /** Whether it already belongs to a series. */
  inSeries?: boolean;
  step: number;
  onStep: (step: number) => void;
  onCreated: (id: string) => void;
  onPosted: (id: string) => void;
}

export function Wizard({ start, text: first, inSeries = false, step, onStep, onCreated, onPosted }: WizardProps) {
  const { id: accountId } = useViewer();
  const [unsaved] = useState(() => unsavedOf(accountId, start?.id ?? null));
  const [text, setText] = useState(unsaved ? { ...first, ...unsaved.text } : first);
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [refused, setRefused] = useState<string | null>(null);
  // Over a version that is no longer the newest, the server asks which of the two is to stand.
  const from = start && { ...start, version: unsaved?.version ?? start.version };
  const draft = useDraft(text, first, from, accountId, onCreated);
  const post = useAction(POST);
  const say = useToast();
  const form = useRef<HTMLFormElement>(null);
  const [look, setLook] = useState(0);

  useEffect(() => {
    for (const fetching of Object.values(LATER)) fetching().catch(() => {});
  }, []);

  const scan = usePersonalDataScan();
  // The scan runs as people type, so that a number is seen where it is written and not only when it is sent.
  const spots = useMemo(
    () => ({
      title: scan(text.title),
      description: scan(text.description),
      place: scan(text.place, { streetAllowed: true }),
    }),
    [scan, text.title, text.description, text.place],
  );
  const problemOf = (field: string) => {
    const found = field in spots ? spots[field as keyof typeof spots] : [];
    const [one] = found;
    if (one) {
      return `第 ${one.from + 1} 至 ${one.to} 字像是${PERSONAL_DATA_KIND_WORDS[one.kind]}（${one.excerpt}）${found.length > 1 ? `，共 ${found.length} 处` : ''}。点单会给多家组织看，请删去。`;
    }
    return problems.get(field);
  };
  const set = (change: Partial<DraftText>) => {
    setText((now) => ({ ...now, ...change }));
    const changed = Object.keys(change).map((field) => (field === 'claimableOn' ? 'claimableUntil' : field));
    if (changed.some((field) => problems.has(field))) {
      setProblems((now) => new Map([...now].filter(([field]) => !changed.includes(field))));
    }
  };

  // After a refusal the focus goes to the first field that must change.
  useEffect(() => {
    if (look === 0) return;
    const target = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]');
    target?.focus();
    target?.scrollIntoView({ block: 'center' });
  }, [look]);
  const show = (fields: readonly string[]) => {
    const to = Math.min(...fields.map(stepOf));
    if (to !== step) onStep(to);
    setTimeout(() => setLook((now) => now + 1), 60);
  };

  const submit = async () => {
    setRefused(null);
    // The last step has fetched them; without them the server's own check answers.
    const rules = await import('@jiedui/shared/order/posting.ts').catch(() => null);
    const local = rules?.checkPosting(fieldsOf(text), new Date());
    if (local instanceof Error && 'problems' in local) {
      setProblems(new Map(local.problems.map(({ field, message }) => [field, message])));
      show(local.problems.map((problem) => problem.field));
      return;
    }
    if (local instanceof Error) {
      show(local.spots.map((spot) => spot.field));
      return;
    }
    const saved = await draft.flush();
    if (saved === null) return;
    const answer = await post.run({ orderId: saved.id, expectedVersion: saved.version });
    if (answer === null) return;
    if (answer.__typename === 'Order') {
      say(
        answer.state === 'submitted'
          ? `点单 ${answer.number} 已提交，等待审核。`
          : answer.state === 'claimed'
            ? `点单 ${answer.number} 已发布，已请组织答复是否承接。`
            : `点单 ${answer.number} 已提交，合适的组织会收到通知。`,
      );
      onPosted(answer.id);
    } else if (answer.__typename === 'OrderIncomplete') {
      setProblems(new Map(answer.problems.map(({ field, message }) => [field, message])));
      show(answer.problems.map((problem) => problem.field));
    } else if (answer.__typename === 'PersonalDataFound') {
      setProblems(new Map(answer.spots.map(({ field }) => [field, answer.message])));
      show(answer.spots.map((spot) => spot.field));
    } else setRefused(answer.message);
  };

  const props: StepProps = { text, set, problemOf, spotsOf: (field) => spots[field] };
  return (
    <Page title="发布点单" back={{ to: '/orders', word: '点单' }}>
      <Steps step={step} onStep={onStep} />
      <form
        ref={form}
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (step < 4) onStep(step + 1);
          else void submit();
        }}
      >
        {step === 1 && start === null && text === first ? (
          <Suspense fallback={null}>
            <Begin />
          </Suspense>
        ) : null}
        <Suspense fallback={<Loading rows={3} />}>
          {step === 1 ? (
            <StepWhat {...props} />
          ) : step === 2 ? (
            <>
              <StepWho {...props} />
              <StepLines {...props} />
            </>
          ) : step === 3 ? (
            <StepWhen {...props} />
          ) : (
            <StepConfirm
              {...props}
              orderId={draft.identity?.id ?? null}
              onStep={onStep}
              flush={draft.flush}
              onMoved={draft.moved}
              mayRepeat={!inSeries}
            />
          )}
        </Suspense>
        {refused ? <Note tone="late">{refused}</Note> : null}
        {post.fault ? (
          <Note tone="late">
            {post.fault.title}。草稿还在，没有丢失。{post.fault.remedy}代码 {post.fault.code}
          </Note>
        ) : null}
        {draft.stale === null ? null : (
          <Note tone="decide">
            <p>这份草稿刚在别处改过。您写的内容还在这里，没有丢失。</p>
            <div className="actions">
              <Button onClick={() => void draft.overwrite()}>以我这份为准</Button>
              <Button kind="plain" onClick={() => location.reload()}>
                换成最新的一份
              </Button>
            </div>
          </Note>
        )}
        <StickyAction>
          <Button type="submit" kind="primary" busy={post.busy} busyWord="正在提交…">
            {step < 4 ? `下一步：${STEPS[step]}` : '提交点单'}
          </Button>
          {step > 1 ? <Button onClick={() => onStep(step - 1)}>上一步</Button> : null}
          <span className="saved" role="status">
            {draft.fault
              ? `未能暂存：${draft.fault.title}，您写的内容还在本页`
              : (draft.refused ??
                (draft.saving
                  ? '正在暂存…'
                  : draft.savedAt
                    ? `已暂存 ${clockWords(draft.savedAt)}`
                    : '写下内容后会自动暂存'))}
          </span>
        </StickyAction>
      </form>
    </Page>
  );
}

function Steps({ step, onStep }: { step: number; onStep: (step: number) => void }) {
  return (
    <ol className="steps" aria-label="填写步骤">
      {STEPS.map((word, index) => (
        <li key={word}>
          <button
            type="button"
            className="steps__one"
            aria-current={step === index + 1 ? 'step' : undefined}
            onClick={() => onStep(index + 1)}
          >
            <span className="steps__number">{index + 1}</span>
            {word}
          </button>
        </li>
      ))}
    </ol>
  );
}
