/**
 * 天水: the register of the stations. Rooms, workers, telephones and certificate numbers are invented; the telephones are
 * of a range that is given to nobody. One station hangs its plaque and does not serve yet, one has four of the six, one was sent
 * back its equipment, and one waits for the bureau.
 */
import { addDays, type LocalDate } from '@jiedui/shared/calendar.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import {
  EMPTY_CONTENT,
  EQUIPMENT,
  type HaveContent,
  POSTED_RULES,
  STATED_HAVES,
  type StatedHave,
} from '@jiedui/shared/station/haves.ts';
import sharp from 'sharp';
import { uploadFile } from '../hall/file/file.commands.ts';
import type { FileStore } from '../hall/file/store.ts';
import { returnStationHave, stateStationHave, verifyStationHave } from '../station/haves.commands.ts';
import { saveStationFacts } from '../station/station.commands.ts';
import { saveStationWorker } from '../station/workers.commands.ts';
import type { Stage } from './stage.ts';
import { type Days, instant } from './tianshui-days.ts';
import { BUREAU, PLAQUE_HUNG, STATIONS } from './tianshui-units.ts';

const COLLEAGUES = [
  '王晓慧',
  '刘建军',
  '孙桂香',
  '陈小明',
  '魏玉洁',
  '张浩然',
  '李彩霞',
  '赵文博',
  '杨雪',
  '吴天喜',
  '周敏',
];
/** Working days before today on which the stations filled in the list; the bureau came a week later. */
const STATED_BACK = 30;
const VERIFIED_BACK = 25;

/** @param files where the photos of the set are kept; without a place for them nothing is stated */
export function planStations(stage: Stage, days: Days, files: FileStore | null): void {
  for (const [index, station] of [...STATIONS, PLAQUE_HUNG].entries()) {
    const { login, person } = station;
    const at = (time: string) => instant(days.back(STATED_BACK), time, index);
    stage.plan(at('09:05'), `facts ${login}`, (now) => facts(stage, login, index, days, now));
    const people = login === PLAQUE_HUNG.login ? [person] : [person, COLLEAGUES[index] ?? '王晓慧'];
    for (const [place, name] of people.entries())
      stage.plan(at('09:20'), `worker ${login} ${place}`, (now) => worker(stage, login, name, place, index, days, now));
    if (files === null) continue;
    for (const item of statedBy(login)) {
      stage.plan(at('10:00'), `state ${login} ${item}`, (now) =>
        state(stage, files, login, item, days.back(VERIFIED_BACK), now),
      );
      const decided = instant(days.back(VERIFIED_BACK), '14:30', index);
      stage.plan(decided, `decide ${login} ${item}`, (now) => decide(stage, login, item, now));
    }
  }
}

const statedBy = (login: string): readonly StatedHave[] =>
  login === PLAQUE_HUNG.login ? ['venue', 'equipment'] : STATED_HAVES;

function facts(stage: Stage, login: string, index: number, days: Days, at: Date) {
  return saveStationFacts(stage.as(login, at), {
    clientMutationId: stage.key(`facts ${login}`),
    stationId: stage.id(`station ${login}`),
    expectedVersion: 1,
    phone: `0938-820000${index % 10}`,
    address: `便民服务中心 ${1 + (index % 3)} 楼`,
    openedOn: days.start,
    hours: '周一至周五 8:30-12:00，14:30-18:00',
    openAllYear: index % 4 === 0,
    facilities: [
      { kind: 'reception', areaM2: 32 + index * 2, brandName: '' },
      { kind: 'casework_room', areaM2: 12 + index, brandName: index % 3 === 0 ? '心灵驿站' : '' },
      { kind: 'archive', areaM2: 8, brandName: '' },
      { kind: 'activity_room', areaM2: 45 + index * 3, brandName: index % 2 === 0 ? '暖心小屋' : '' },
    ],
  });
}

function worker(stage: Stage, login: string, name: string, place: number, index: number, days: Days, at: Date) {
  const serial = String(index * 2 + place).padStart(4, '0');
  return saveStationWorker(stage.as(login, at), {
    clientMutationId: stage.key(`worker ${login} ${place}`),
    stationId: stage.id(`station ${login}`),
    id: null,
    expectedVersion: null,
    keepsHidden: false,
    accountId: null,
    name,
    phone: `1380000${serial}`,
    post: place === 0 ? 'lead' : 'social_worker',
    licenceLevel: place === 0 ? 'certified' : 'assistant',
    certificateNumber: `2023062010${serial}`,
    // One registration ends soon, so that somebody is asked to renew it.
    licenceValidUntil: addDays(days.today, login === 'shimaping' ? 40 : 500 + index * 20),
    employedBy: index % 2 === 0 ? '天水市同行社会工作服务中心' : '乡镇（街道）',
    fromOn: days.start,
    toOn: null,
  });
}

/** A load that was cut off has stated it before, with another photo: then it stands as it was. */
async function state(stage: Stage, files: FileStore, login: string, item: StatedHave, decidedOn: LocalDate, at: Date) {
  const context = stage.as(login, at);
  const photo = await uploadFile(context, files, stage.id(`account ${login}`), await picture(item));
  if (photo instanceof Refusal) return photo;
  const said = await stateStationHave(context, {
    clientMutationId: stage.key(`state ${login} ${item} ${photo.id}`),
    stationId: stage.id(`station ${login}`),
    item,
    expectedVersion: 0,
    content: contentOf(login, decidedOn),
    fileIds: [photo.id],
  });
  return said instanceof Refusal && said.code === 'STALE_VERSION' ? null : said;
}

/** Funds are those of the year in which the bureau comes. */
function contentOf(login: string, decidedOn: LocalDate): HaveContent {
  return {
    ...EMPTY_CONTENT,
    equipment: [...EQUIPMENT],
    rules: login === 'daobei' ? POSTED_RULES.slice(0, 4) : [...POSTED_RULES],
    funds: { year: Number(decidedOn.slice(0, 4)), amountFen: 6_000_000, source: '区级财政预算' },
  };
}

async function decide(stage: Stage, login: string, item: StatedHave, at: Date) {
  const given = {
    clientMutationId: stage.key(`decide ${login} ${item}`),
    stationId: stage.id(`station ${login}`),
    item,
    expectedVersion: 1,
  };
  const bureau = stage.as(BUREAU.login, at);
  if (login === 'daobei' && (item === 'rules' || item === 'funds')) return null;
  if (login === 'yuquan' && item === 'rules') return null;
  if (login === PLAQUE_HUNG.login && item === 'equipment') return null;
  if (login === 'niangniangba' && item === 'equipment')
    return returnStationHave(bureau, { ...given, reason: '照片没有拍到带锁的档案柜，请补拍后再报。' });
  return verifyStationHave(bureau, given);
}

/** A plain card in a colour of its own: a photo of nobody and of no place. */
function picture(item: StatedHave): Promise<Buffer> {
  const background = { venue: '#dfe9e4', equipment: '#e4e0d2', rules: '#e2e6ee', funds: '#efe3da' }[item];
  return sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
