/** What the forms of 开站与设置 share: what they see, and the foot under each. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import type { ReactNode } from 'react';
import type { Action } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Parts.tsx';
import type { DeskSetUp } from './stations.documents.ts';

type SetUpSeen = ResultOf<typeof DeskSetUp>;

export interface Part {
  seen: SetUpSeen;
  onDone: () => void;
}

/** The button, what was refused, and the fault: the same under each form. */
export function Foot({
  action,
  verb,
  refused,
  primary = false,
  onPress,
}: {
  action: Pick<Action<unknown, never>, 'busy' | 'fault'>;
  verb: string;
  refused: string | null;
  primary?: boolean;
  onPress: () => void;
}): ReactNode {
  return (
    <>
      {(refused ?? action.fault) ? (
        <div role="alert">
          <Note tone="late">
            {refused ?? `${action.fault?.title}，还没有办理，您填的还在。${action.fault?.remedy}`}
          </Note>
        </div>
      ) : null}
      <div>
        <Button kind={primary ? 'primary' : 'quiet'} busy={action.busy} busyWord="正在办理…" onClick={onPress}>
          {verb}
        </Button>
      </div>
    </>
  );
}
