/** Deciding lines, one after the other: what is picked, the note, and the way back. */
import { DECISION_WORDS, type Decision } from '@jiedui/shared/dispatch/round.ts';
import { checkReason, REASON_MAX, REASON_MIN, ReasonMissing } from '@jiedui/shared/refusal.ts';
import { useEffect, useRef, useState } from 'react';
import { useAction } from '../../client.ts';
import { useToast } from '../../kit/Toast.tsx';
import { DecideDispatchLine } from './dispatch.documents.ts';
import { NEEDS_NOTE } from './queue.ts';
import type { RoundLine } from './round.ts';

export interface Deciding {
  /** Chosen but not yet saved, because its note is still missing. */
  readonly picked: Decision | null;
  readonly note: string;
  /** What is wrong with the note. */
  readonly problem: string | null;
  /** Why the decision was not taken down. */
  readonly refused: string | null;
  readonly busy: boolean;
  choose(decision: Decision): void;
  write(note: string): void;
  drop(): void;
  withdraw(line: RoundLine): void;
  /** U: takes back the last decision made here, else the one on the desk. */
  undo(): void;
}

interface Steps {
  line: RoundLine;
  lines: readonly RoundLine[];
  /** A line was decided: go on to the next. */
  onDecided(line: RoundLine): void;
  /** A decision was taken back: show its line. */
  onUndone(id: string): void;
}

export function useDeciding({ line, lines, onDecided, onUndone }: Steps): Deciding {
  const decide = useAction(DecideDispatchLine);
  const say = useToast();
  const [picked, setPicked] = useState<Decision | null>(null);
  const [note, setNote] = useState(line.note);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const done = useRef<string[]>([]);
  const reset = (next: string) => {
    setPicked(null);
    setProblem(null);
    setRefused(null);
    setNote(next);
    decide.clear();
  };
  // Another line on the desk: its own note, nothing picked.
  useEffect(() => reset(line.note), [line.id]);

  async function save(target: RoundLine, decision: Decision | null, words: string): Promise<boolean> {
    const answer = await decide.run({ lineId: target.id, expectedVersion: target.version, decision, note: words });
    if (answer === null) return false;
    if (answer.__typename === 'DispatchLine') return true;
    // Every mutation makes the page read again, so what stands below is already the newest.
    const stale = answer.__typename === 'StaleVersion';
    setRefused(stale ? '这一条刚被他人改过，已换成最新内容，请看过再定。' : answer.message);
    setPicked(null);
    return false;
  }

  async function choose(decision: Decision) {
    if (decide.busy) return;
    const words = note.trim();
    const checked = words === '' && !NEEDS_NOTE.has(decision) ? words : checkReason(words);
    if (checked instanceof ReasonMissing) {
      // The first press only opens the note; the second finds it missing.
      setProblem(
        picked === decision || words !== ''
          ? `请写明${DECISION_WORDS[decision]}的对象和时限，${REASON_MIN} 至 ${REASON_MAX} 字。`
          : null,
      );
      setPicked(decision);
      return;
    }
    setRefused(null);
    if (!(await save(line, decision, words))) return;
    done.current.push(line.id);
    reset('');
    say(`已记下：${line.station.name}，${DECISION_WORDS[decision]}。按 U 可撤销。`);
    onDecided(line);
  }

  async function withdraw(target: RoundLine) {
    if (decide.busy || !(await save(target, null, target.note))) return;
    done.current = done.current.filter((id) => id !== target.id);
    say(`已撤销 ${target.station.name} 的处理意见。`);
    reset(target.note);
    onUndone(target.id);
  }

  function undo() {
    const id = done.current.at(-1) ?? (line.decision ? line.id : undefined);
    const target = lines.find((each) => each.id === id);
    if (target?.decision) void withdraw(target);
    else say('没有可以撤销的处理意见。');
  }

  return {
    picked,
    note,
    problem,
    refused:
      refused ??
      (decide.fault
        ? `${decide.fault.title}，这一条还没有记下。${decide.fault.remedy}（代码 ${decide.fault.code}）`
        : null),
    busy: decide.busy,
    choose: (decision) => void choose(decision),
    write: (words) => {
      setNote(words);
      if (words.trim() !== '') setProblem(null);
    },
    drop: () => reset(line.note),
    withdraw: (target) => void withdraw(target),
    undo,
  };
}
