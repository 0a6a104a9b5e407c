/** 发布供给: a new one. */
import { NoPermission } from '../../kit/Blank.tsx';
import { Ask } from '../shell/Ask.tsx';
import { useSide } from '../shell/viewer.ts';
import { areaOptions, AREAS } from './areas.ts';
import { blankOffer } from './offer-text.ts';
import { OfferForm } from './OfferForm.tsx';

export function NewOfferPage() {
  const side = useSide();
  if (side !== 'organization') return <NoPermission who="社会组织" />;
  return (
    <Ask query={AREAS} variables={{}}>
      {({ regions }) => <OfferForm offer={null} areas={areaOptions(regions, [])} text={blankOffer()} />}
    </Ask>
  );
}
