/** The stream of thin events: many become one refetch, a reopened stream refetches, a refused one is opened again. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLive } from '../../web/live.ts';

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];
  readyState = 0;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.opened.push(this);
  }
  say(type: string) {
    this.dispatchEvent(new Event(type));
  }
  close() {
    this.readyState = FakeSource.CLOSED;
  }
}

describe('the live stream', () => {
  const onChange = vi.fn();
  const onState = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeSource);
    FakeSource.opened = [];
    onChange.mockClear();
    onState.mockClear();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const source = () => FakeSource.opened.at(-1) as FakeSource;

  it('asks once for events that come together', () => {
    openLive(onChange, onState);
    source().say('open');
    for (let event = 0; event < 5; event++) source().say('change');
    vi.advanceTimersByTime(149);
    expect(onChange).toHaveBeenCalledTimes(0);
    vi.advanceTimersByTime(1);
    expect(onChange).toHaveBeenCalledTimes(1);
    source().say('change');
    vi.advanceTimersByTime(150);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('asks again when it reopens, not when it first opens', () => {
    openLive(onChange, onState);
    source().say('open');
    vi.advanceTimersByTime(1000);
    expect(onChange).toHaveBeenCalledTimes(0);
    source().say('error');
    source().say('open');
    vi.advanceTimersByTime(150);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(onState.mock.calls).toEqual([[true], [false], [true]]);
  });

  it('opens a refused stream again, and none after it is closed', () => {
    const close = openLive(onChange, onState);
    source().close();
    source().say('error');
    vi.advanceTimersByTime(10_000);
    expect(FakeSource.opened).toHaveLength(2);
    source().say('open');
    vi.advanceTimersByTime(150);
    source().close();
    source().say('error');
    close();
    vi.advanceTimersByTime(60_000);
    expect(FakeSource.opened).toHaveLength(2);
  });
});
