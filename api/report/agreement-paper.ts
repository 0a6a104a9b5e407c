/** An agreement of the register as the paper that both sides hold. What the register does not know is a blank to fill in. */
import type { AgreementPaper, AgreementParty, AgreementSignature } from '../hall/document/agreement-docx.ts';
import type { AgreementFacts } from './papers.store.ts';

/** The accounts whose names stand under the agreement. */
export const signersOf = ({ organizationSignedBy, stationSignedBy }: AgreementFacts): string[] =>
  [organizationSignedBy, stationSignedBy].filter((id) => id !== null);

export function paperOf(facts: AgreementFacts, signerNames: ReadonlyMap<string, string>): AgreementPaper {
  const { number, revision, programmeName, goal, tasks, indicators, termFrom, termTo, funding } = facts;
  const signature = (by: string | null, at: Date | null): AgreementSignature | null =>
    by && at ? { name: signerNames.get(by) ?? '', at } : null;
  return {
    number,
    revision,
    programmeName,
    goal,
    tasks,
    indicators,
    termFrom,
    termTo,
    funding,
    organization: {
      ...BLANK,
      name: facts.organizationName,
      uscc: facts.organizationUscc,
      contact: facts.organizationContact,
    },
    station: { ...BLANK, name: facts.stationName, phone: facts.stationPhone, address: facts.stationAddress },
    authority: { name: facts.authorityName, contact: null, phone: null },
    organizationSignature: signature(facts.organizationSignedBy, facts.organizationSignedAt),
    stationSignature: signature(facts.stationSignedBy, facts.stationSignedAt),
  };
}

const BLANK: Omit<AgreementParty, 'name'> = {
  uscc: null,
  legalRepresentative: null,
  contact: null,
  phone: null,
  email: null,
  address: null,
  bank: null,
  bankAccountName: null,
  bankAccount: null,
};
