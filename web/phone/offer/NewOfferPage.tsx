/** 发布供给: a new one. */
import { serviceTypeOf } from '@jiedui/shared/taxonomy/scheme.ts';
import { useSearch } from '@tanstack/react-router';
import { NoPermission } from '../../kit/Blank.tsx';
import { Ask } from '../shell/Ask.tsx';
import { useSide } from '../shell/viewer.ts';
import { areaOptions, AREAS } from './areas.ts';
import { blankOffer } from './offer-text.ts';
import { OfferForm } from './OfferForm.tsx';

/** `type` and `area` begin it, when it was found wanting (这里缺). */
export function NewOfferPage() {
  const side = useSide();
  const { type, area } = useSearch({ from: '/shell/offers/new' });
  if (side !== 'organization') return <NoPermission who="社会组织" />;
  return (
    <Ask query={AREAS} variables={{}}>
      {({ regions }) => {
        const areas = areaOptions(regions, []);
        const begun = {
          ...blankOffer(),
          serviceTypes: type && serviceTypeOf(type) ? [type] : [],
          areaCodes: areas.flatMap(({ code }) => (code === area ? [code] : [])),
        };
        return <OfferForm offer={null} areas={areas} text={begun} />;
      }}
    </Ask>
  );
}
