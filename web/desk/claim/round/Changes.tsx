/** 我的调整: what the officer has changed, what each costs in words, and the way back. */
import { Button } from '../../../kit/Button.tsx';
import type { Round } from './use-round.ts';
import type { Wishing } from './use-wishes.ts';
import { type Wish, wishWords } from './wishes.ts';

interface ChangesProps {
  round: Round;
  wishing: Wishing;
  onBack: () => void;
}

export function Changes({ round, wishing, onBack }: ChangesProps) {
  const { wishes, change, undo, clear } = wishing;
  const { shown, busy } = round;
  const plan = shown?.preview.plan;
  const said = (wish: Wish): { readonly words: string; readonly problem: boolean } => {
    if (wish.kind === 'slots') {
      const line = plan?.organizations.edges.find(({ node }) => node.id === wish.organizationId)?.node;
      return { words: line?.sentence ?? '', problem: false };
    }
    const found = (wish.kind === 'pin' ? plan?.pins : plan?.forbids)?.find(
      ({ orderId, organizationId }) => orderId === wish.orderId && organizationId === wish.organizationId,
    );
    return { words: found?.sentence ?? '', problem: Boolean(found?.problem) };
  };
  return (
    <section className="changes" aria-label="我的调整">
      <div className="changes__head">
        <h2>我的调整{wishes.length === 0 ? '' : `（${wishes.length}）`}</h2>
        {undo ? (
          <Button onClick={onBack} aria-keyshortcuts="Z">
            <kbd>Z</kbd> 撤回上一步
          </Button>
        ) : null}
      </div>
      {wishes.length === 0 ? (
        <p className="hint">
          还没有调整。可钉住或排除一对，也可在“组织名额”中试加试减；每次调整马上重算，并写明代价。发送之前都可以撤回。
        </p>
      ) : (
        <ul className="changes__list">
          {wishes.map((wish) => {
            const { words, problem } = said(wish);
            return (
              <li key={wishWords(wish)}>
                <p>
                  {wishWords(wish)}
                  <small className={problem ? 'changes__problem' : undefined}>{busy ? '' : words}</small>
                </p>
                <Button
                  kind="plain"
                  aria-label={`取消：${wishWords(wish)}`}
                  onClick={() => change(wishes.filter((each) => each !== wish))}
                >
                  取消
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {1 < wishes.length ? (
        <Button kind="plain" onClick={clear}>
          全部取消
        </Button>
      ) : null}
    </section>
  );
}
