/** When, where, with whom, and what was done. */
import {
  ACTIVITY_CATEGORIES,
  ACTIVITY_CATEGORY_WORDS,
  SERVICE_METHODS,
  SERVICE_METHOD_WORDS,
} from '@jiedui/shared/service/session.ts';
import { AREAS, AREA_WORDS, SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import type { PhoneRecordListsQuery } from '../../gql/graphql.ts';
import { Chips, Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import type { Problems } from '../shell/problems.ts';
import { Picker } from '../../kit/Picker.tsx';
import type { RecordText } from './record.ts';
import { CONTENT_OPTIONS } from './session.ts';

export interface SessionPartProps {
  text: RecordText;
  set: (change: Partial<RecordText>) => void;
  problems: Problems;
  lists: PhoneRecordListsQuery;
}

const TYPE_OPTIONS = SERVICE_TYPES.map((type) => ({
  id: type.code,
  name: type.nameZh,
  note: AREA_WORDS[type.area],
})).sort(
  (a, b) =>
    AREAS.findIndex((area) => AREA_WORDS[area] === a.note) - AREAS.findIndex((area) => AREA_WORDS[area] === b.note),
);

export function SessionEvent({ text, set, problems, lists }: SessionPartProps) {
  const orders = lists.orders.edges.map(({ node }) => node);
  return (
    <>
      <h2 className="form__part">什么时候，在哪里</h2>
      <TextArea
        single
        label="活动名称"
        value={text.title}
        onChange={(title) => set({ title })}
        problem={problems.of('title')}
      />
      <div className="form__pair">
        <DateField
          label="活动日期"
          max={todayInShanghai()}
          value={text.date}
          onChange={(date) => set({ date })}
          problem={problems.of('startedAt')}
        />
        <DateField
          label="结束日期"
          optional
          help="当天结束的不用填。"
          min={text.date}
          max={todayInShanghai()}
          value={text.dateTo}
          onChange={(dateTo) => set({ dateTo })}
        />
        <TextField label="开始时间" type="time" value={text.from} onChange={(from) => set({ from })} />
        <TextField
          label="结束时间"
          type="time"
          value={text.to}
          onChange={(to) => set({ to })}
          problem={problems.of('endedAt')}
        />
      </div>
      <TextArea
        single
        label="地点"
        value={text.place}
        onChange={(place) => set({ place })}
        problem={problems.of('place')}
      />
      <h2 className="form__part">谁和谁</h2>
      <Picker
        label="受援社工站"
        addWord="选择社工站"
        help="一次活动可以同时服务几个乡镇，由各站分别确认。"
        options={lists.stations.map((station) => ({ id: station.id, name: station.name, note: station.county.name }))}
        value={text.stationIds}
        onChange={(stationIds) => set({ stationIds })}
        problem={problems.of('stationIds')}
      />
      <Picker
        label="服务单位"
        addWord="选择服务单位"
        options={lists.organizations.map((organization) => ({
          id: organization.id,
          name: organization.name,
          note: organization.region.name,
        }))}
        value={text.providerIds}
        onChange={(providerIds) => set({ providerIds })}
        problem={problems.of('providerIds')}
      />
      <Picker
        label="对应点单"
        optional
        addWord="选择点单"
        options={orders.map((order) => ({
          id: order.id,
          name: order.title,
          note: `${order.station.name} · ${order.number}`,
        }))}
        value={text.orderIds}
        onChange={(orderIds) => set({ orderIds, completes: text.completes.filter((id) => orderIds.includes(id)) })}
        problem={problems.of('orders')}
      />
      {text.orderIds.length > 0 ? (
        <Chips
          label="本次完成的点单"
          help="还要再去的不选；选中的，社工站确认后点单办结。"
          options={orders
            .filter((order) => text.orderIds.includes(order.id))
            .map((order) => ({ value: order.id, label: `本次完成“${order.title}”` }))}
          value={text.completes}
          onChange={(completes) => set({ completes })}
        />
      ) : null}
      <h2 className="form__part">做了什么</h2>
      <Choice
        label="服务方式"
        options={SERVICE_METHODS.map((value) => ({ value, label: SERVICE_METHOD_WORDS[value] }))}
        value={text.method}
        onChange={(method) => set({ method: method as RecordText['method'] })}
      />
      <Picker
        label="服务类型"
        addWord="选择服务类型"
        options={TYPE_OPTIONS}
        value={text.serviceTypes}
        onChange={(serviceTypes) => set({ serviceTypes })}
        problem={problems.of('serviceTypes')}
      />
      <Select
        label="活动类别"
        optional
        placeholder="不属于以下四类"
        options={ACTIVITY_CATEGORIES.map((value) => ({ value, label: ACTIVITY_CATEGORY_WORDS[value] }))}
        value={text.category}
        onChange={(category) => set({ category: category as RecordText['category'] })}
      />
      <Chips
        label="活动内容"
        options={CONTENT_OPTIONS.map((value) => ({ value, label: value }))}
        value={text.contents}
        onChange={(contents) => set({ contents })}
        problem={problems.of('contents')}
      />
      <TextArea
        single
        label="其他内容"
        optional
        help="用顿号隔开。"
        value={text.moreContents}
        onChange={(moreContents) => set({ moreContents })}
      />
      <TextArea
        single
        label="协同单位"
        optional
        help="村委会、学校等，用顿号隔开。"
        value={text.partners}
        onChange={(partners) => set({ partners })}
        problem={problems.of('partners')}
      />
    </>
  );
}
