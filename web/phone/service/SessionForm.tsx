/** The form of a service record, in the order in which people remember an event: when and where, who, what, proof. */
import { PERSONAL_DATA_KIND_WORDS } from '@jiedui/shared/personal-data.ts';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { PhoneRecordListsQuery, SessionFactsFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { clockWords } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { usePersonalDataScan } from '../../kit/personal-data-scan.ts';
import { TextArea } from '../../kit/TextArea.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Page } from '../shell/Page.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { Photos } from './Photos.tsx';
import { fieldsOf, inputOf, instantOf, type RecordText } from './record.ts';
import { SessionCounts } from './SessionCounts.tsx';
import { SessionEvent } from './SessionEvent.tsx';
import './service.css';

const RECORD = graphql(/* GraphQL */ `
  mutation RecordSession($input: RecordSessionInput!) {
    recordSession(input: $input) {
      ... on Session {
        ...SessionFacts
      }
      ... on SessionIncomplete {
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
      ... on StaleVersion {
        code
        message
        currentVersion
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

interface SessionFormProps {
  lists: PhoneRecordListsQuery;
  session: SessionFactsFragment | null;
  text: RecordText;
}

export function SessionForm({ lists, session, text: first }: SessionFormProps) {
  const [text, setText] = useState(first);
  const [saved, setSaved] = useState<{ id: string; version: number; at: Date } | null>(
    session ? { id: session.id, version: session.version, at: new Date() } : null,
  );
  const [refused, setRefused] = useState<string | null>(null);
  const submitting = useRef(false);
  const problems = useProblems();
  const record = useAction(RECORD);
  const navigate = useNavigate();
  const say = useToast();
  const set = (change: Partial<RecordText>) => {
    setText((now) => ({ ...now, ...change }));
    problems.clear(
      Object.keys(change).flatMap((field) =>
        ['date', 'dateTo', 'from', 'to'].includes(field)
          ? ['startedAt', 'endedAt']
          : field === 'moreContents'
            ? ['contents']
            : [field],
      ),
    );
  };
  const summarySpots = usePersonalDataScan()(text.summary);
  const [spot] = summarySpots;

  const send = async (submit: boolean) => {
    setRefused(null);
    submitting.current = submit;
    if (
      Number.isNaN(instantOf(text.date, text.from).getTime()) ||
      Number.isNaN(instantOf(text.dateTo || text.date, text.to).getTime())
    ) {
      problems.show([{ field: 'startedAt', message: '请填写活动日期和起止时间' }]);
      return;
    }
    // Fetched when it is pressed; without it the server's own check answers.
    const rules = submit ? await import('@jiedui/shared/service/recording.ts').catch(() => null) : null;
    if (rules) {
      const checked = rules.checkSession(fieldsOf(text), new Date());
      if (checked instanceof Error) {
        problems.show(
          'problems' in checked
            ? checked.problems
            : checked.spots.map((found) => ({ field: found.field, message: checked.message })),
        );
        return;
      }
    }
    const answer = await record.run({
      ...inputOf(text, lists.stations),
      submit,
      id: saved?.id ?? null,
      expectedVersion: saved?.version ?? null,
    });
    if (answer === null) return;
    switch (answer.__typename) {
      case 'Session':
        setSaved({ id: answer.id, version: answer.version, at: new Date() });
        if (submit) {
          say('服务记录已提交，等待社工站确认。');
          void navigate({ to: '/sessions/$id', params: { id: answer.id }, replace: true });
        } else say('已暂存，可以以后接着填。');
        return;
      case 'SessionIncomplete':
        problems.show(answer.problems);
        return;
      case 'PersonalDataFound':
        problems.show(answer.spots.map((found) => ({ field: found.field, message: answer.message })));
        return;
      default:
        setRefused(answer.message);
    }
  };

  return (
    <Page title="填报服务记录" back={{ to: '/sessions', word: '服务记录' }}>
      {session?.state === 'returned' && session.returnReason ? (
        <Note tone="late">社工站退回的原因：{session.returnReason}</Note>
      ) : null}
      <form
        className="form"
        noValidate
        ref={problems.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <SessionEvent text={text} set={set} problems={problems} lists={lists} />
        <SessionCounts text={text} set={set} problems={problems} lists={lists} />
        <h2 className="form__part">照片和小结</h2>
        <Photos
          photos={text.photos}
          onChange={(change) => setText((now) => ({ ...now, photos: change(now.photos) }))}
          problem={problems.of('photos')}
        />
        <TextArea
          label="小结"
          optional
          help="成效、问题、下次要做什么。请勿写服务对象的姓名、电话和住址。"
          value={text.summary}
          onChange={(summary) => set({ summary })}
          spots={summarySpots}
          problem={
            spot
              ? `第 ${spot.from + 1} 至 ${spot.to} 字像是${PERSONAL_DATA_KIND_WORDS[spot.kind]}（${spot.excerpt}），请删去`
              : problems.of('summary')
          }
        />
        {refused ? <Note tone="late">{refused}</Note> : null}
        <FaultNote fault={record.fault} safe="您写的内容还在本页。" />
        <StickyAction>
          <Button type="submit" kind="primary" busy={record.busy && submitting.current} busyWord="正在提交…">
            提交服务记录
          </Button>
          <Button busy={record.busy && !submitting.current} busyWord="正在暂存…" onClick={() => void send(false)}>
            暂存
          </Button>
          {saved ? <span className="saved">已暂存 {clockWords(saved.at)}</span> : null}
        </StickyAction>
      </form>
    </Page>
  );
}
