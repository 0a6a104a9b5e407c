/** 结对上限 of a programme: how many stations one organization may be paired with at a time. */
import { useState } from 'react';
import { Note } from '../../kit/Parts.tsx';
import { readCount } from '../../kit/QuantityField.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { Side } from '../shell/Side.tsx';
import type { Pairing } from './AgreementTag.tsx';
import { LimitPairings } from './pairings.documents.ts';

type Programme = Pairing['programme'];

/** `每家组织最多结对 3 个社工站`, or that there is no limit. */
export const limitWords = ({ mostPairings }: Programme) =>
  mostPairings === null || mostPairings === undefined
    ? '每家组织结对数不限'
    : `每家组织最多结对 ${mostPairings} 个社工站`;

export function LimitSide({ programme, open, onClose }: { programme: Programme; open: boolean; onClose: () => void }) {
  return (
    <Side open={open} onClose={onClose} title="结对上限">
      {open ? <LimitForm key={programme.version} programme={programme} onDone={onClose} /> : null}
    </Side>
  );
}

function LimitForm({ programme, onDone }: { programme: Programme; onDone: () => void }) {
  const [most, setMost] = useState(String(programme.mostPairings ?? ''));
  const number = most.trim() === '' ? null : readCount(most);
  const unreadable = most.trim() !== '' && number === null;
  return (
    <ActForm
      document={LimitPairings}
      input={
        unreadable ? null : { programmeId: programme.id, expectedVersion: programme.version, mostPairings: number }
      }
      missing="结对上限请填整数，不设上限请留空。"
      verb="保存结对上限"
      done="已保存结对上限。"
      onDone={onDone}
    >
      <Note tone="info">方案“{programme.name}”。已有的结对不受影响，以后起草协议、登记纸质协议时按这个上限核对。</Note>
      <TextField
        label="每家组织最多结对几个社工站"
        help="不设上限请留空。"
        inputMode="numeric"
        value={most}
        onChange={setMost}
      />
    </ActForm>
  );
}
