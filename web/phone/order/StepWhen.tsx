/** Step 3, 何时何地: the place, the window, how urgent, what it may cost, and until when it may be claimed. */
import { addDays, isLocalDate } from '@jiedui/shared/calendar.ts';
import { URGENCIES, URGENCY_WORDS } from '@jiedui/shared/order/order.ts';
import { isWorkingDay } from '@jiedui/shared/working-calendar.ts';
import { Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { readFen } from '../../kit/money.ts';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { readHours } from './draft.ts';
import type { StepProps } from './Wizard.tsx';

const restDay = (date: string) => (isLocalDate(date) && !isWorkingDay(date) ? '休息日' : undefined);

export function StepWhen({ text, set, problemOf, spotsOf }: StepProps) {
  const today = todayInShanghai();
  return (
    <>
      <TextArea
        single
        label="地点"
        help="写到社区、村或场所，不要写某户的门牌。"
        value={text.place}
        onChange={(place) => set({ place })}
        problem={problemOf('place')}
        spots={spotsOf('place')}
      />
      <div className="form__pair">
        <DateField
          label="服务从哪天开始"
          min={today}
          value={text.windowFrom}
          onChange={(windowFrom) => set({ windowFrom })}
          remark={restDay(text.windowFrom)}
          problem={problemOf('windowFrom')}
        />
        <DateField
          label="到哪天结束"
          min={text.windowFrom || today}
          value={text.windowTo}
          onChange={(windowTo) => set({ windowTo })}
          remark={restDay(text.windowTo)}
          problem={problemOf('windowTo')}
        />
      </div>
      <TextField
        label="每次时长（小时）"
        optional
        inputMode="decimal"
        help="只知道大致在哪些天、具体日期由双方商定的，写明要多久，例如 3。"
        value={text.durationHours}
        onChange={(durationHours) => set({ durationHours })}
        problem={
          text.durationHours.trim() !== '' && readHours(text.durationHours) === null
            ? '请填小时数，例如 3 或 1.5；不限可不填'
            : problemOf('durationMinutes')
        }
      />
      <Choice
        label="紧急程度"
        options={URGENCIES.map((value) => ({ value, label: URGENCY_WORDS[value] }))}
        value={text.urgency}
        onChange={(urgency) => set({ urgency: urgency as typeof text.urgency })}
        problem={problemOf('urgency')}
      />
      <TextField
        label="每场费用上限（元）"
        optional
        inputMode="decimal"
        help="本站能承担的每场费用；只要免费的填 0，不限可不填。"
        value={text.budgetYuan}
        onChange={(budgetYuan) => set({ budgetYuan })}
        problem={
          text.budgetYuan.trim() !== '' && readFen(text.budgetYuan) === null
            ? '请填金额，例如 300 或 120.5；不限可不填'
            : problemOf('budgetCapFen')
        }
      />
      <DateField
        label="接单截止"
        help="到这天 24:00 为止可以接单，过后不再开放；不晚于服务结束日。"
        min={today}
        max={text.windowTo || addDays(today, 365)}
        value={text.claimableOn}
        onChange={(claimableOn) => set({ claimableOn })}
        problem={problemOf('claimableUntil')}
      />
    </>
  );
}
