/** 登记资质和背景核查 of one organization, as a whole: what is taken out is no longer registered. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import {
  checkChecks,
  QUALIFICATION_CODES,
  type QualificationCode,
  qualificationWords,
} from '@jiedui/shared/organization/qualification.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Side } from '../shell/Side.tsx';
import type { OrganizationSeen } from './Organizations.tsx';
import { DeskRecordChecks } from './organizations.documents.ts';

interface ChecksSheetProps {
  organization: OrganizationSeen | undefined;
  onClose: () => void;
}

export function ChecksSheet({ organization, onClose }: ChecksSheetProps) {
  return (
    <Side open={organization !== undefined} onClose={onClose} title={organization?.name ?? ''}>
      {organization ? <ChecksForm key={organization.id} organization={organization} onClose={onClose} /> : null}
    </Side>
  );
}

/** As typed: a licence that is held has a day, or an empty one for no end. */
type Held = Partial<Record<QualificationCode, string>>;

function ChecksForm({ organization, onClose }: { organization: OrganizationSeen; onClose: () => void }) {
  const [held, setHeld] = useState<Held>(() =>
    Object.fromEntries(organization.qualifications.map(({ code, validUntil }) => [code, validUntil ?? ''])),
  );
  const [checkedOn, setCheckedOn] = useState(organization.backgroundCheckedOn ?? '');
  // The version that was open when the form was: somebody else's registration in between is refused, not overwritten.
  const [version] = useState(organization.version);
  const [refused, setRefused] = useState<string | null>(null);
  const record = useAction(DeskRecordChecks);
  const say = useToast();
  const toggle = (code: QualificationCode) =>
    setHeld(({ [code]: was, ...rest }) => (was === undefined ? { ...rest, [code]: '' } : rest));
  const submit = async () => {
    setRefused(null);
    const qualifications = QUALIFICATION_CODES.filter((code) => held[code] !== undefined).map((code) => ({
      code,
      validUntil: (held[code] || null) as LocalDate | null,
    }));
    const backgroundCheckedOn = (checkedOn || null) as LocalDate | null;
    const checked = checkChecks({ qualifications, backgroundCheckedOn }, todayInShanghai());
    if (checked instanceof Error) {
      setRefused(checked.problems.map(({ message }) => message).join('；'));
      return;
    }
    const answer = await record.run({
      organizationId: organization.id,
      expectedVersion: version,
      qualifications,
      backgroundCheckedOn,
    });
    if (answer === null) return;
    if (answer.__typename === 'Organization') {
      say(`已登记${organization.name}的资质和背景核查。`);
      onClose();
    } else
      setRefused(
        answer.__typename === 'StaleVersion' ? '刚有同事登记过，请关闭后重新打开，核对后再登记。' : answer.message,
      );
  };
  return (
    <div className="side__parts">
      <section aria-label="资质">
        <h2 className="side__title">资质</h2>
        <ul className="held">
          {QUALIFICATION_CODES.map((code) => (
            <li key={code}>
              <label className="held__name">
                <input type="checkbox" checked={held[code] !== undefined} onChange={() => toggle(code)} />
                {qualificationWords(code)}
              </label>
              {held[code] === undefined ? null : (
                <DateField
                  label={`${qualificationWords(code)}有效至`}
                  help="没有期限的不填。"
                  value={held[code]}
                  onChange={(day) => setHeld((now) => ({ ...now, [code]: day }))}
                />
              )}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="从业人员背景核查">
        <h2 className="side__title">从业人员背景核查</h2>
        <DateField
          label="最近一次查询日期"
          optional
          help="服务未成年人的单位，每年查询一次从业人员违法犯罪记录；一年内有效。"
          max={todayInShanghai()}
          value={checkedOn}
          onChange={setCheckedOn}
        />
      </section>
      {(refused ?? record.fault) ? (
        <div role="alert">
          <Note tone="late">
            {refused ??
              `${record.fault?.title}，还没有登记，您填的还在。${record.fault?.remedy}（代码 ${record.fault?.code}）`}
          </Note>
        </div>
      ) : null}
      <p className="weighing__acts">
        <Button kind="primary" busy={record.busy} busyWord="正在登记…" onClick={() => void submit()}>
          登记资质和核查
        </Button>
        <Button onClick={onClose}>先不登记</Button>
      </p>
    </div>
  );
}
