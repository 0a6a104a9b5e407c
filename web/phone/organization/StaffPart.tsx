/** 从业人员, kept by the organization itself: masked in the list, whole on request, added, changed and ended. */
import { LICENCE_LEVEL_WORDS, LICENCE_LEVELS } from '@jiedui/shared/organization/staff.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { dateWords, todayInShanghai } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import type { Own } from './RegisterPage.tsx';
import { END_STAFF, REVEAL_STAFF, SAVE_STAFF } from './register.ts';

type Member = Own['staff'][number];
interface Text {
  id: string | null;
  expectedVersion: number | null;
  name: string;
  post: string;
  mobile: string;
  licenceLevel: Member['licenceLevel'];
  licenceUntil: string;
  backgroundCheckedOn: string;
}
const EMPTY: Text = {
  id: null,
  expectedVersion: null,
  name: '',
  post: '',
  mobile: '',
  licenceLevel: 'none',
  licenceUntil: '',
  backgroundCheckedOn: '',
};

export function StaffPart({ own: { staff }, onDone }: { own: Own; onDone: () => void }) {
  const [open, setOpen] = useState<Text | null>(null);
  return (
    <section className="section" aria-label="从业人员">
      <h2>从业人员 {staff.length} 人</h2>
      <p>服务未成年人的，每年查询一次从业人员违法犯罪记录；至少登记 1 人才符合准入条件。</p>
      <ul className="ledger">
        {staff.map((member) => (
          <Row key={member.id} member={member} onEdit={setOpen} onDone={onDone} />
        ))}
      </ul>
      <Button onClick={() => setOpen(EMPTY)}>登记从业人员</Button>
      <Sheet open={open !== null} onClose={() => setOpen(null)} title={open?.id ? '修改从业人员' : '登记从业人员'}>
        {open ? (
          <Form
            key={open.id ?? 'new'}
            start={open}
            onSaved={() => {
              setOpen(null);
              onDone();
            }}
          />
        ) : null}
      </Sheet>
    </section>
  );
}

function Row({ member, onEdit, onDone }: { member: Member; onEdit: (text: Text) => void; onDone: () => void }) {
  const [whole, setWhole] = useState<{ name: string; mobile?: string | null | undefined } | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [ending, setEnding] = useState(false);
  const [reveal, end] = [useAction(REVEAL_STAFF), useAction(END_STAFF)];
  const say = useToast();
  const told = async () => {
    const answer = await reveal.run({ staffId: member.id });
    if (answer === null) return null;
    if (answer.__typename !== 'RevealedStaffMember') {
      setRefused(answer.message);
      return null;
    }
    setWhole(answer);
    return answer;
  };
  const edit = async () => {
    const found = whole ?? (await told());
    if (found)
      onEdit({
        ...member,
        expectedVersion: member.version,
        name: found.name,
        mobile: found.mobile ?? '',
        licenceUntil: member.licenceUntil ?? '',
        backgroundCheckedOn: member.backgroundCheckedOn ?? '',
      });
  };
  const leave = async () => {
    if (!ending) return setEnding(true);
    const answer = await end.run({ staffId: member.id, expectedVersion: member.version });
    if (answer === null) return;
    if (answer.__typename !== 'StaffSaved') return setRefused(answer.message);
    say('已登记离职。');
    onDone();
  };
  const mobile = whole ? whole.mobile : member.maskedMobile;
  return (
    <li className="row">
      <span className="row__title">
        {whole?.name ?? member.maskedName} · {member.post}
      </span>
      <span className="row__line">
        {member.licenceUntil
          ? `${LICENCE_LEVEL_WORDS[member.licenceLevel]}，登记至 ${dateWords(member.licenceUntil)}`
          : '没有登记证书'}
        ；{member.backgroundCheckedOn ? `${dateWords(member.backgroundCheckedOn)} 背景核查` : '没有背景核查'}
        {mobile ? `；${mobile}` : ''}
      </span>
      <span>
        {whole ? null : (
          <Button kind="plain" busy={reveal.busy} busyWord="正在读取…" onClick={() => void told()}>
            查看姓名电话
          </Button>
        )}
        <Button kind="plain" onClick={() => void edit()}>
          修改
        </Button>
        <Button kind="plain" busy={end.busy} busyWord="正在登记…" onClick={() => void leave()}>
          {ending ? '确认已离职' : '登记离职'}
        </Button>
      </span>
      {refused ? (
        <span role="alert">
          <Note tone="late">{refused}</Note>
        </span>
      ) : null}
      <FaultNote fault={reveal.fault ?? end.fault} />
    </li>
  );
}

function Form({ start, onSaved }: { start: Text; onSaved: () => void }) {
  const [text, setText] = useState(start);
  const [problems, setProblems] = useState<readonly { field: string; message: string }[]>([]);
  const save = useAction(SAVE_STAFF);
  const say = useToast();
  const set = (change: Partial<Text>) => setText((now) => ({ ...now, ...change }));
  const problemOf = (field: string) => problems.find((each) => each.field === field)?.message;
  const send = async () => {
    setProblems([]);
    const { id, expectedVersion, name, post, licenceLevel } = text;
    const answer = await save.run({
      id,
      expectedVersion,
      name,
      post,
      licenceLevel,
      mobile: text.mobile.trim() || null,
      licenceUntil: (text.licenceUntil || null) as LocalDate | null,
      backgroundCheckedOn: (text.backgroundCheckedOn || null) as LocalDate | null,
    });
    if (answer === null) return;
    if (answer.__typename === 'StaffSaved') {
      say('从业人员已登记。');
      onSaved();
    } else setProblems('problems' in answer ? answer.problems : [{ field: '', message: answer.message }]);
  };
  const other = problemOf('');
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField label="姓名" value={text.name} onChange={(name) => set({ name })} problem={problemOf('name')} />
      <TextField label="岗位" value={text.post} onChange={(post) => set({ post })} problem={problemOf('post')} />
      <TextField
        label="手机"
        optional
        inputMode="tel"
        value={text.mobile}
        onChange={(mobile) => set({ mobile })}
        problem={problemOf('mobile')}
      />
      <Select
        label="社会工作者证书"
        options={LICENCE_LEVELS.map((value) => ({ value, label: LICENCE_LEVEL_WORDS[value] }))}
        value={text.licenceLevel}
        onChange={(value) => {
          const licenceLevel = LICENCE_LEVELS.find((each) => each === value) ?? 'none';
          set({ licenceLevel, ...(licenceLevel === 'none' ? { licenceUntil: '' } : {}) });
        }}
      />
      {text.licenceLevel === 'none' ? null : (
        <DateField
          label="证书登记有效至"
          value={text.licenceUntil}
          onChange={(licenceUntil) => set({ licenceUntil })}
          problem={problemOf('licenceUntil')}
        />
      )}
      <DateField
        label="最近一次背景核查"
        optional
        max={todayInShanghai()}
        value={text.backgroundCheckedOn}
        onChange={(backgroundCheckedOn) => set({ backgroundCheckedOn })}
        problem={problemOf('backgroundCheckedOn')}
      />
      {other ? (
        <div role="alert">
          <Note tone="late">{other}</Note>
        </div>
      ) : null}
      <FaultNote fault={save.fault} />
      <Button type="submit" kind="primary" wide busy={save.busy} busyWord="正在登记…">
        保存从业人员
      </Button>
    </form>
  );
}
