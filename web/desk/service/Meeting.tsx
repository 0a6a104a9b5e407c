/** Stations at the left, providers at the right, tied together: an activity may join several of both. */
import { PROVIDER_KIND_WORDS } from '@jiedui/shared/organization/organization.ts';
import { Mark } from '../../kit/Mark.tsx';
import type { SessionInFull } from './SessionPage.tsx';

interface MeetingProps {
  stations: readonly SessionInFull['stations'][number]['station'][];
  providers: SessionInFull['providers'];
}

export function Meeting({ stations, providers }: MeetingProps) {
  return (
    <div className="meeting">
      <div>
        <h3 className="meeting__side">{stations.length} 个社工站</h3>
        <ul>
          {stations.map((station) => (
            <li key={station.id}>
              <b>{station.name}</b>
              <small>{station.county.name}</small>
            </li>
          ))}
        </ul>
      </div>
      <Mark className="meeting__knot" />
      <div>
        <h3 className="meeting__side">{providers.length} 家服务方</h3>
        <ul>
          {providers.map((provider) => (
            <li key={provider.id}>
              <b>{provider.name}</b>
              <small>{PROVIDER_KIND_WORDS[provider.providerKind]}</small>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
