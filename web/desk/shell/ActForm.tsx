/** ActForm: fields, what was refused, and the one button that does it. What was typed stays after a no. */
import { type ReactNode, useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';

interface ActFormProps<Data, Variables extends { input: object }> {
  document: TypedDocumentNode<Data, Variables>;
  /** Without the request key; null says in `missing` what is not filled in yet. */
  input: Omit<Variables['input'], 'clientMutationId'> | null;
  missing?: string;
  /** Verb and object. */
  verb: string;
  kind?: 'primary' | 'quiet' | 'warn';
  /** What was done, said afterwards. */
  done: string;
  onDone: (answer: { __typename: string }) => void;
  children?: ReactNode;
}

export function ActForm<Data, Variables extends { input: object }>({
  document,
  input,
  missing = '请把表填完整。',
  verb,
  kind = 'primary',
  done,
  onDone,
  children,
}: ActFormProps<Data, Variables>) {
  const action = useAction(document);
  const [refused, setRefused] = useState<string | null>(null);
  const say = useToast();
  const send = async () => {
    setRefused(input === null ? missing : null);
    if (input === null) return;
    const answer = (await action.run(input as never)) as { __typename: string; code?: string; message?: string } | null;
    if (answer === null) return;
    if (answer.code !== undefined) return setRefused(answer.message ?? answer.code);
    say(done);
    onDone(answer);
  };
  const { fault } = action;
  return (
    <form
      className="side__parts"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {children}
      {(refused ?? fault) ? (
        <div role="alert">
          <Note tone="late">
            {refused ?? `${fault?.title}，还没有办理，您填的还在。${fault?.remedy}（代码 ${fault?.code}）`}
          </Note>
        </div>
      ) : null}
      <p>
        <Button type="submit" kind={kind} busy={action.busy} busyWord="正在办理…">
          {verb}
        </Button>
      </p>
    </form>
  );
}
