/** The keys, each with its button, and the switch that turns them off. */
interface KeyBarProps {
  on: boolean;
  onSwitch: (on: boolean) => void;
  onMove: (step: 1 | -1) => void;
  /** Null once the round is issued. */
  onUndo: (() => void) | null;
}

export function KeyBar({ on, onSwitch, onMove, onUndo }: KeyBarProps) {
  return (
    <div className="keybar" role="group" aria-label="移动和撤销">
      <button type="button" onClick={() => onMove(-1)} aria-keyshortcuts="K">
        <kbd>K</kbd> 上一条
      </button>
      <button type="button" onClick={() => onMove(1)} aria-keyshortcuts="J">
        <kbd>J</kbd> 下一条
      </button>
      {onUndo ? (
        <button type="button" onClick={onUndo} aria-keyshortcuts="U">
          <kbd>U</kbd> 撤销
        </button>
      ) : null}
      <button type="button" className="keybar__switch" aria-pressed={on} onClick={() => onSwitch(!on)}>
        快捷键{on ? '已开' : '已关'}
      </button>
    </div>
  );
}
