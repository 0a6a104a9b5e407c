/** The public board as DOM: figures as a quiet ledger, counties as tiles. No framework: the page stays a few kilobytes. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { formatInstant } from '@jiedui/shared/calendar.ts';
import type { OpenBoardQuery } from './open.documents.ts';
import { placeClassOf, toneClassOf } from './tiles.ts';

export type Board = NonNullable<ResultOf<typeof OpenBoardQuery>['openBoard']>;

type Child = Node | string;

function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string>,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function boardOf(board: Board): Node[] {
  return [
    h('p', { class: 'asof' }, '截至 ', h('time', { datetime: board.asOf }, formatInstant(new Date(board.asOf)))),
    figuresOf(board),
    ...(board.counties.length === 0 ? [] : [h('h2', {}, '各县区'), countiesOf(board)]),
  ];
}

function figuresOf({ figures }: Board): HTMLElement {
  const head = ['事项', '数量', '说明'].map((word, index) =>
    h('th', { scope: 'col', ...(index === 1 ? { class: 'number' } : {}) }, word),
  );
  const rows = figures.map(({ name, text, note }) =>
    h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'number' }, text), h('td', { class: 'note' }, note)),
  );
  return h(
    'table',
    { class: 'figures' },
    h('caption', { class: 'only-spoken' }, '全部汇总数'),
    h('thead', {}, h('tr', {}, ...head)),
    h('tbody', {}, ...rows),
  );
}

function countiesOf({ counties }: Board): HTMLElement {
  const tiles = counties.map(({ name, stations, openOrders, activities }) =>
    h(
      'li',
      { class: `tile${placeClassOf(name, counties.length)}${toneClassOf(activities)}` },
      h('h3', {}, name),
      h(
        'dl',
        {},
        pair('社工站', `${stations} 个`),
        pair('待接点单', `${openOrders} 单`),
        pair('已办活动', `${activities} 场`),
      ),
    ),
  );
  return h('ul', { class: 'tiles' }, ...tiles);
}

function pair(term: string, value: string): HTMLElement {
  return h('div', {}, h('dt', {}, term), h('dd', {}, value));
}

/** Nothing published yet, or it could not be read: what is so, and what to do. */
export function blankOf(title: string, remedy: string): Node[] {
  return [h('h2', {}, title), h('p', { class: 'wait' }, remedy)];
}
