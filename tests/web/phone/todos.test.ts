/** What waits comes in the order of its due time. */
import { expect, it } from 'vitest';
import { byDue } from '../../../web/phone/home/Todos.tsx';

it('what is due first stands first, and what has no due time stands last in its own order', () => {
  const todo = (id: string, dueAt: string | null) =>
    ({ __typename: 'TodoItem', kind: 'order_to_serve', id, title: '', detail: '', link: '/m/', dueAt }) as const;
  const todos = [
    todo('never', null),
    todo('friday', '2026-11-27T10:00:00Z'),
    todo('also never', null),
    todo('tomorrow', '2026-11-25T10:00:00Z'),
  ];
  expect(byDue(todos).map(({ id }) => id)).toEqual(['tomorrow', 'friday', 'never', 'also never']);
});
