/**
 * Days off and working weekends (节假日与调休), one entry a year.
 * 2026: 国务院办公厅关于2026年部分节假日安排的通知. 2027 is not announced at the time of writing:
 * it lists only the statutory days of 全国年节及纪念日放假办法 (2024) §2, without 调休.
 */
import type { LocalDate } from './calendar.ts';

export interface YearOfHolidays {
  /** True once the State Council's notice of the year is in this table. */
  readonly announced: boolean;
  /** First and last day off, both inclusive. */
  readonly off: readonly { readonly name: string; readonly from: LocalDate; readonly to: LocalDate }[];
  /** Saturdays and Sundays on which offices work. */
  readonly workingWeekends: readonly LocalDate[];
}

export const HOLIDAYS: Readonly<Record<number, YearOfHolidays>> = {
  2026: {
    announced: true,
    off: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03' },
      { name: '春节', from: '2026-02-15', to: '2026-02-23' },
      { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05' },
      { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
    ],
    workingWeekends: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
  2027: {
    announced: false,
    off: [
      { name: '元旦', from: '2027-01-01', to: '2027-01-01' },
      { name: '春节', from: '2027-02-05', to: '2027-02-08' },
      { name: '清明节', from: '2027-04-05', to: '2027-04-05' },
      { name: '劳动节', from: '2027-05-01', to: '2027-05-02' },
      { name: '端午节', from: '2027-06-09', to: '2027-06-09' },
      { name: '中秋节', from: '2027-09-15', to: '2027-09-15' },
      { name: '国庆节', from: '2027-10-01', to: '2027-10-03' },
    ],
    workingWeekends: [],
  },
};

/** Statutory days with a fixed date, `MM-DD`: what is known of a year that is not in the table. */
export const FIXED_STATUTORY_DAYS = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'] as const;
