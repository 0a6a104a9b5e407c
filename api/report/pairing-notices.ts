/** Notices of the life of a pairing: both parties are told what their authority decided, why, and what it means for them. */
import type { Tx } from '@jiedui/db/connect.ts';
import {
  type OpenWorkChoice,
  type PairingStep,
  type PairingStepCode,
  pairingReasonWords,
} from '@jiedui/shared/pairing/lifecycle.ts';
import { lastChangeFacts, type PairingChangeFacts } from './pairing-notices.store.ts';

const teller =
  (step: PairingStep, title: (pair: string) => string, body: (facts: PairingChangeFacts) => string) =>
  async (tx: Tx, id: string) => {
    const facts = await lastChangeFacts(tx, id, step);
    if (!facts) return [];
    const { stationId, organizationId, organizationName, stationName } = facts;
    return [
      {
        to: { stationIds: [stationId], organizationIds: [organizationId] },
        title: title(`${organizationName}与${stationName}的结对`),
        body: `原因：${pairingReasonWords(facts.code as PairingStepCode, facts.words)}。${body(facts)}`,
        link: facts.agreementId ? `/m/agreements/${facts.agreementId}` : '/m/agreements',
      },
    ];
  };

const WORK: Record<OpenWorkChoice, (count: number) => string> = {
  finish: () => '在手的服务请照常办完，并按时记录和确认。',
  set_free: (count) =>
    count === 0 ? '双方之间没有在手的接单。' : `在手的 ${count} 项接单和邀请已一并解除，点单重新开放。`,
};
const workWords = ({ openWork, setFree }: PairingChangeFacts) => (openWork ? WORK[openWork](setFree) : '');

export const PAIRING_TELLERS = {
  'pairing.suspended': teller(
    'suspend',
    (pair) => `主管单位暂停了${pair}`,
    (facts) => `恢复以前，双方之间不能接新的点单。${workWords(facts)}`,
  ),
  'pairing.resumed': teller(
    'resume',
    (pair) => `主管单位恢复了${pair}`,
    () => '可以照常点单、接单。',
  ),
  'pairing.terminated': teller(
    'terminate',
    (pair) => `主管单位终止了${pair}`,
    (facts) => `协议自即日起不再履行。${workWords(facts)}`,
  ),
};
