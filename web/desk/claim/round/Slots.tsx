/** 组织名额: how many orders each takes of how many it can, what one more would be worth in words, and trying it. */
import { Bar } from '../../../kit/Bar.tsx';
import { type Column, Ledger } from '../../shell/Ledger.tsx';
import type { Preview } from './use-round.ts';
import type { Wishing } from './use-wishes.ts';
import { withSlots } from './wishes.ts';

type Line = Preview['plan']['organizations']['edges'][number]['node'];

export function Slots({ plan, wishing }: { plan: Preview['plan']; wishing: Wishing }) {
  const { wishes, change } = wishing;
  const set = ({ id, organization, slots }: Line, to: number) =>
    change(withSlots(wishes, { organizationId: id, name: organization.name, slots }, to));
  const isChanged = (id: string) => wishes.some((wish) => wish.kind === 'slots' && wish.organizationId === id);
  const columns: readonly Column<Line>[] = [
    {
      title: '社会组织',
      cell: ({ id, organization }) => (
        <>
          <span className="ledger__name">{organization.name}</span>
          {isChanged(id) ? <span className="ledger__under">名额为您试算的数，不改变其登记的供给</span> : null}
        </>
      ),
    },
    {
      title: '本月名额',
      cell: ({ used, slots }) => (
        <span className="slots__used">
          {slots} 场用 {used} 场
          <Bar value={slots === 0 ? 0 : used / slots} />
        </span>
      ),
    },
    { title: '再多 1 场', kind: 'wide', cell: ({ sentence }) => sentence },
    {
      title: '试加试减',
      kind: 'short',
      cell: (line) => (
        <span className="slots__steps" role="group" aria-label={`${line.organization.name}的名额`}>
          <button
            type="button"
            className="weight__step"
            aria-label={`${line.organization.name}减 1 场`}
            disabled={line.slots === 0}
            onClick={() => set(line, line.slots - 1)}
          >
            −
          </button>
          <b>{line.slots}</b>
          <button
            type="button"
            className="weight__step"
            aria-label={`${line.organization.name}加 1 场`}
            onClick={() => set(line, line.slots + 1)}
          >
            ＋
          </button>
        </span>
      ),
    },
  ];
  const { edges, totalCount } = plan.organizations;
  return (
    <>
      <p className="match__lead">再多 1 场名额作用最大的排在前面。增加名额前，请先与组织商量，由其在供给中改定。</p>
      <Ledger
        name="组织名额"
        columns={columns}
        rows={edges.map(({ node }) => node)}
        foot={edges.length < totalCount ? `共 ${totalCount} 家，先列作用最大的 ${edges.length} 家。` : undefined}
      />
    </>
  );
}
