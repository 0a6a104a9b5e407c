/** 计算依据: the figures behind the plan, for whoever asks whether there was a better one. Folded away. */
import { Facts } from '../../../kit/Parts.tsx';
import { momentWords } from '../../../kit/format.ts';
import { WayLink } from '../../shell/way.tsx';

interface ProofProps {
  preview: {
    readonly plan: {
      readonly served: number;
      readonly orders: number;
      readonly total: number;
      readonly dual: number;
      readonly gap: number;
    };
    readonly weightsVersion: string;
    readonly factsAt: string;
  };
  children?: React.ReactNode;
}

export function Proof({ preview: { plan, weightsVersion, factsAt }, children }: ProofProps) {
  return (
    <details className="proof">
      <summary>计算依据{plan.gap === 0 ? '（已证明最优）' : ''}</summary>
      <Facts
        facts={[
          ['可服务', `${plan.orders} 个点单中 ${plan.served} 个`],
          ['总匹配分', `${points(plan.total)} 分（每一对满分 100）`],
          ['可证明的上限', `${points(plan.dual)} 分`],
          ['差距', plan.gap === 0 ? '0，已证明没有更好的方案' : `${points(plan.gap)} 分，更好的方案至多再高这些`],
          [
            '匹配权重',
            <>
              {weightsVersion} <WayLink to="/matching/weights">查看权重</WayLink>
            </>,
          ],
          ['数据截至', momentWords(factsAt)],
        ]}
      />
      {children}
    </details>
  );
}

/** From the sum of scores of 0 to 1, as people count. */
const points = (sum: number) => (Math.round(sum * 1_000) / 10).toLocaleString('zh-CN');
