/** 发布点单: a new one. The draft gets its address with its first save, without leaving the page. */
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { NoPermission } from '../../kit/Blank.tsx';
import { useSide } from '../shell/viewer.ts';
import { BLANK } from './draft.ts';
import { Wizard } from './Wizard.tsx';

export function NewOrderPage() {
  const side = useSide();
  const [step, setStep] = useState(1);
  const navigate = useNavigate();
  const created = useCallback((id: string) => {
    // The address changes, the page does not: a router navigation would take the focus out of the field being filled.
    // (The router listens to the method on `history`, not to the one on the prototype.)
    History.prototype.replaceState.call(history, history.state, '', `/m/orders/${id}/edit`);
  }, []);
  if (side !== 'station') return <NoPermission who="社工站" />;
  return (
    <Wizard
      start={null}
      text={BLANK}
      step={step}
      onStep={setStep}
      onCreated={created}
      onPosted={(id) => void navigate({ to: '/orders/$id', params: { id }, replace: true })}
    />
  );
}
