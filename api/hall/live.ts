/**
 * Live: what changed, told to every open page within a second. Thin events only (topic, id, version); the page then
 * asks again, through the same rules as ever. After a commit the events of 25 ms go out in one NOTIFY, because a
 * NOTIFY inside each transaction would make commits queue behind each other.
 */
import type { EventEmitter } from 'node:events';
import type { DomainEvent } from './command.ts';

export interface LiveEvent {
  readonly tenantId: string;
  readonly topic: string;
  readonly id: string;
  readonly version: number;
  /** Whose pages are told; a station, organization or authority id, or `market` for every signed-in page of the tenant. */
  readonly audience: readonly string[];
}

export interface Live {
  /** Called after the commit; never throws, never waits. */
  announce(tenantId: string, events: readonly DomainEvent[]): void;
  /** Calls back for every event of every process, until the returned function is called. */
  listen(hear: (event: LiveEvent) => void): () => void;
  close(): Promise<void>;
}

export type Ears = EventEmitter<{ event: [LiveEvent] }>;

/** A live channel that tells nobody: for the demo loader and for tests that do not look at it. */
export const silent: Live = {
  announce: () => {},
  listen: () => () => {},
  close: async () => {},
};

export function liveEventsOf(tenantId: string, events: readonly DomainEvent[]): LiveEvent[] {
  return events.map((event) => ({
    tenantId,
    topic: event.topic,
    id: event.entityId,
    version: event.version,
    audience: audienceOf(event),
  }));
}

function audienceOf(event: DomainEvent): string[] {
  const named = ['stationId', 'organizationId', 'authorityId', 'stationIds', 'organizationIds', 'authorityIds']
    .flatMap((key) => event.payload[key] ?? [])
    .filter((id) => typeof id === 'string');
  return event.payload.market === 1 ? [...named, 'market'] : named;
}
