/** The form of a need: what, for whom, how many, how urgent; where and when may be left open. */
import { DESCRIPTION_MAX, TARGET_GROUPS_MAX, TITLE_MAX, VILLAGE_MAX } from '@jiedui/shared/order/limits.ts';
import { URGENCIES, URGENCY_WORDS, type NeedType, type OrderMode, type Urgency } from '@jiedui/shared/order/order.ts';
import { AREAS, AREA_WORDS, SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { usePersonalDataScan } from '../../kit/personal-data-scan.ts';
import { QuantityField } from '../../kit/QuantityField.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';
import { TargetGroups } from '../taxonomy/TargetGroups.tsx';
import { needInput, type NeedText } from './need.ts';
import { NEED_TYPE_CHOICES } from './need-types.ts';

const SAVE = graphql(/* GraphQL */ `
  mutation SaveNeed($input: SaveNeedInput!) {
    saveNeed(input: $input) {
      ... on Need {
        ...NeedForm
      }
      ... on NeedIncomplete {
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

const TYPE_GROUPS = AREAS.map((area) => ({
  label: AREA_WORDS[area],
  options: SERVICE_TYPES.filter((type) => type.area === area).map((type) => ({ value: type.code, label: type.nameZh })),
}));

interface NeedFormProps {
  /** Null for a new one. */
  start: { id: string; version: number; state: string } | null;
  text: NeedText;
  /** The survey that found it; its page is where one goes back to. */
  survey: { id: string; state: string } | null;
}

export function NeedForm({ start, text: first, survey }: NeedFormProps) {
  const [text, setText] = useState(first);
  const [hotline, setHotline] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const problems = useProblems();
  const save = useAction(SAVE);
  const say = useToast();
  const navigate = useNavigate();
  const set = (change: Partial<NeedText>) => {
    setText((now) => ({ ...now, ...change }));
    problems.clear(Object.keys(change));
  };
  const scan = usePersonalDataScan();
  const spotsOf = (field: 'title' | 'description' | 'village') => scan(text[field]);
  const ofDraft = survey?.state === 'draft';

  const send = async (record: boolean) => {
    setRefused(null);
    const answer = await save.run({
      ...needInput(text),
      id: start?.id ?? null,
      expectedVersion: start?.version ?? null,
      surveyId: start ? null : (survey?.id ?? null),
      hotline: hotline === 'hotline',
      record,
    });
    if (answer === null) return;
    if (answer.__typename === 'Need') {
      say(
        answer.state === 'draft'
          ? ofDraft
            ? '已记入这次调查，提交调查时一起列入清单。'
            : '已存为草稿，列入清单前只有本站看得到。'
          : `需求 ${answer.number} 已列入清单。`,
      );
      if (survey)
        void navigate({
          to: ofDraft ? '/surveys/$id/edit' : '/surveys/$id',
          params: { id: survey.id },
          replace: true,
        });
      else void navigate({ to: '/needs/$id', params: { id: answer.id }, replace: true });
    } else if (answer.__typename === 'NeedIncomplete') problems.show(answer.problems);
    else if (answer.__typename === 'PersonalDataFound')
      problems.show(answer.spots.map(({ field }) => ({ field, message: answer.message })));
    else setRefused(answer.message);
  };

  return (
    <form
      ref={problems.form}
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(!ofDraft);
      }}
    >
      <TextArea
        single
        label="需求名称"
        help={`一句话说清缺什么，${TITLE_MAX} 字以内，例如“桥南片区独居老人冬季探访”。`}
        value={text.title}
        onChange={(title) => set({ title })}
        problem={problems.of('title')}
        spots={spotsOf('title')}
      />
      <Select
        label="服务类型"
        placeholder="请选择"
        groups={TYPE_GROUPS}
        value={text.serviceType}
        onChange={(serviceType) => set({ serviceType })}
        problem={problems.of('serviceType')}
      />
      <TargetGroups
        help={`最多 ${TARGET_GROUPS_MAX} 类。`}
        value={text.targetGroups}
        onChange={(targetGroups) => set({ targetGroups })}
        problem={problems.of('targetGroups')}
      />
      <QuantityField
        label="大约涉及多少"
        optional
        help="不清楚可以不填；数不准的请如实选“约”“近”或“余”。"
        units={['person', 'household']}
        value={text.headcount}
        onChange={(headcount) => set({ headcount })}
        problem={problems.of('headcount')}
      />
      <Choice
        label="这个需求是怎么来的"
        options={NEED_TYPE_CHOICES}
        value={text.needType}
        onChange={(needType) => set({ needType: needType as NeedType })}
        problem={problems.of('needType')}
      />
      <Choice
        label="方式"
        options={[
          { value: 'relief', label: '输血', note: '直接送去服务或物资，解当下之急' },
          { value: 'capacity', label: '造血', note: '教方法、带队伍，让本地以后自己做得来' },
        ]}
        value={text.mode}
        onChange={(mode) => set({ mode: mode as OrderMode })}
        problem={problems.of('mode')}
      />
      <Choice
        label="紧急程度"
        options={URGENCIES.map((value) => ({ value, label: URGENCY_WORDS[value] }))}
        value={text.urgency}
        onChange={(urgency) => set({ urgency: urgency as Urgency })}
        problem={problems.of('urgency')}
      />
      {start || survey ? null : (
        <Choice
          label="从哪里知道的"
          optional
          options={[
            { value: '', label: '本站掌握' },
            { value: 'hotline', label: '热线反映' },
          ]}
          value={hotline}
          onChange={setHotline}
        />
      )}
      <TextField
        label="村（社区）"
        optional
        help={`${VILLAGE_MAX} 字以内，只在站内看得到，不写进点单。`}
        value={text.village}
        onChange={(village) => set({ village })}
        problem={problems.of('village')}
      />
      <TextField
        label="服务地点"
        optional
        help="可以办活动的地方，例如镇社工站活动室；转为点单时会带过去。"
        value={text.place}
        onChange={(place) => set({ place })}
        problem={problems.of('place')}
      />
      <DateField
        label="希望从哪天"
        optional
        value={text.wantedFrom}
        onChange={(wantedFrom) => set({ wantedFrom })}
        problem={problems.of('wantedFrom')}
      />
      <DateField
        label="到哪天"
        optional
        value={text.wantedTo}
        onChange={(wantedTo) => set({ wantedTo })}
        problem={problems.of('wantedTo')}
      />
      <TextArea
        label="说明"
        optional
        help={`具体情况，${DESCRIPTION_MAX} 字以内。请勿写姓名、电话、身份证号和详细住址。`}
        value={text.description}
        onChange={(description) => set({ description })}
        problem={problems.of('description')}
        spots={spotsOf('description')}
      />
      {refused ? <Note tone="late">{refused}</Note> : null}
      <FaultNote fault={save.fault} />
      <StickyAction>
        <Button type="submit" kind="primary" busy={save.busy} busyWord="正在保存…">
          {ofDraft ? '记入这次调查' : start && start.state !== 'draft' ? '保存更正' : '列入需求清单'}
        </Button>
        {ofDraft || (start && start.state !== 'draft') ? null : (
          <Button onClick={() => void send(false)}>存为草稿</Button>
        )}
      </StickyAction>
    </form>
  );
}
