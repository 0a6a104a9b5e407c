/** 群机器人: those of the unit, a test of each, and the form to add or change one. The address is a secret: it is shown masked. */
import { NOTICE_GROUP_WORDS, NOTICE_GROUPS, type NoticeGroup } from '@jiedui/shared/notice/notice.ts';
import { ROBOT_KIND_WORDS, ROBOT_KINDS, type RobotKind } from '@jiedui/shared/notice/robot.ts';
import { useState } from 'react';
import { useAction } from '../client.ts';
import type { RobotsQuery } from '../gql/graphql.ts';
import { Button } from '../kit/Button.tsx';
import { Chips } from '../kit/Chips.tsx';
import { momentWords } from '../kit/format.ts';
import { Note } from '../kit/Parts.tsx';
import { Select } from '../kit/Select.tsx';
import { TextField } from '../kit/TextField.tsx';
import { useToast } from '../kit/Toast.tsx';
import { SaveRobot, TestRobot } from './notice.documents.ts';

type Robot = RobotsQuery['robots'][number];

export function RobotsPart({ robots, robotsAreOpen }: RobotsQuery) {
  const [edited, setEdited] = useState<Robot | 'new' | null>(null);
  return (
    <section className="section notice-part" aria-labelledby="notice-robots">
      <h2 id="notice-robots">群机器人</h2>
      <p>
        把本单位的通知发到企业微信或钉钉工作群：只有标题和链接，21:00 至次日 08:00 不发，每分钟最多 20
        条，多的合并发送。
      </p>
      {robotsAreOpen ? null : (
        <Note tone="info">
          本系统还没有设置加密密钥（SECRET_KEY），机器人地址无法安全保存。请联系系统管理员设置后再添加。
        </Note>
      )}
      {robots.length === 0 ? <p>还没有群机器人。</p> : null}
      <ul className="notice-robots">
        {robots.map((robot) => (
          <RobotRow key={robot.id} robot={robot} onEdit={() => setEdited(robot)} />
        ))}
      </ul>
      {edited === null ? (
        <div>
          <Button onClick={() => setEdited('new')} disabled={!robotsAreOpen}>
            添加群机器人
          </Button>
        </div>
      ) : (
        <RobotForm
          key={edited === 'new' ? 'new' : edited.id}
          robot={edited === 'new' ? null : edited}
          onDone={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function RobotRow({ robot, onEdit }: { robot: Robot; onEdit: () => void }) {
  const test = useAction(TestRobot);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const press = async () => {
    setRefused(null);
    const answer = await test.run({ id: robot.id });
    if (answer?.__typename === 'Robot') say(`测试消息已交给“${robot.name}”，请到群里查看。`);
    else if (answer) setRefused(answer.message);
  };
  return (
    <li>
      <b>{robot.name}</b>
      <p>
        {ROBOT_KIND_WORDS[robot.kind]} · {robot.shownAddress}
        {robot.hasSecret ? ' · 已加签' : ''}
        {robot.active ? '' : ' · 已停用'}
      </p>
      <p>发送：{robot.groups.map((group) => NOTICE_GROUP_WORDS[group]).join('、')}</p>
      <p>{robot.lastSentAt ? `最近一次送达：${momentWords(robot.lastSentAt)}` : '还没有发送过。'}</p>
      {robot.lastError ? <Note tone="late">最近一次没有送达：{robot.lastError}</Note> : null}
      {(refused ?? test.fault) ? <Note tone="late">{refused ?? test.fault?.title}</Note> : null}
      <div className="notice-part__actions">
        <Button
          busy={test.busy}
          busyWord="正在发送…"
          onClick={() => void press()}
          aria-label={`发测试消息到${robot.name}`}
        >
          发测试消息
        </Button>
        <Button onClick={onEdit} aria-label={`修改${robot.name}`}>
          修改
        </Button>
      </div>
    </li>
  );
}

function RobotForm({ robot, onDone }: { robot: Robot | null; onDone: () => void }) {
  const save = useAction(SaveRobot);
  const say = useToast();
  const [kind, setKind] = useState<RobotKind>(robot?.kind ?? 'wecom');
  const [name, setName] = useState(robot?.name ?? '');
  const [address, setAddress] = useState('');
  const [secret, setSecret] = useState('');
  const [groups, setGroups] = useState<readonly NoticeGroup[]>(robot?.groups ?? ['dispatch', 'claim', 'agreement']);
  const [problem, setProblem] = useState<{ field: string; message: string } | null>(null);
  const send = async (active: boolean) => {
    setProblem(null);
    const answer = await save.run({
      id: robot?.id ?? null,
      expectedVersion: robot?.version ?? null,
      kind,
      name,
      address: address === '' ? null : address,
      secret: secret === '' ? null : secret,
      groups: [...groups],
      active,
    });
    if (answer?.__typename === 'Robot') {
      say(active ? `已保存群机器人“${answer.name}”，可以发一条测试消息。` : `已停用群机器人“${answer.name}”。`);
      onDone();
    } else if (answer)
      setProblem({ field: answer.__typename === 'RobotUnsound' ? answer.field : '', message: answer.message });
  };
  const of = (field: string) => (problem?.field === field ? problem.message : undefined);
  const active = robot?.active ?? true;
  return (
    <form
      className="notice-robot-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send(true);
      }}
    >
      {robot ? null : (
        <Select
          label="种类"
          options={ROBOT_KINDS.map((value) => ({ value, label: ROBOT_KIND_WORDS[value] }))}
          value={kind}
          onChange={(value) => setKind(value as RobotKind)}
        />
      )}
      <TextField
        label="名称"
        help="20 字以内，例如 秦州区结对工作群。"
        value={name}
        onChange={setName}
        problem={of('name')}
      />
      <TextField
        label="机器人地址"
        help={
          robot
            ? `现为 ${robot.shownAddress}。不修改请留空。`
            : '在群设置里添加机器人后完整复制。地址是密钥，请勿转发。'
        }
        autoComplete="off"
        value={address}
        onChange={setAddress}
        problem={of('address')}
      />
      {kind === 'dingtalk' ? (
        <TextField
          label="加签密钥"
          optional
          help={robot?.hasSecret ? '已保存。不修改请留空。' : '安全设置选“加签”时填写，以 SEC 开头。'}
          type="password"
          autoComplete="off"
          value={secret}
          onChange={setSecret}
          problem={of('secret')}
        />
      ) : null}
      <Chips
        label="发到群里的通知"
        options={NOTICE_GROUPS.map((value) => ({ value, label: NOTICE_GROUP_WORDS[value] }))}
        value={groups}
        onChange={(value) => setGroups(value as NoticeGroup[])}
        problem={of('groups')}
      />
      {of('') || save.fault ? (
        <div role="alert">
          <Note tone="late">{of('') ?? `${save.fault?.title}。您填写的内容没有丢失。`}</Note>
        </div>
      ) : null}
      <div className="notice-part__actions">
        <Button type="submit" kind="primary" busy={save.busy} busyWord="正在保存…">
          {active ? '保存群机器人' : '重新启用群机器人'}
        </Button>
        {robot?.active ? <Button onClick={() => void send(false)}>停用群机器人</Button> : null}
        <Button onClick={onDone}>先不办</Button>
      </div>
    </form>
  );
}
