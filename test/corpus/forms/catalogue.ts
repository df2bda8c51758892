import type { DocumentTypeId } from '../../../common/domain/document-types.ts';
import { birth } from './birth.ts';
import { authorisation, company, householdBusiness } from './business.ts';
import { healthCard, receptionSlip } from './cards-and-slips.ts';
import { citizenCard } from './citizen-card.ts';
import { ct01 } from './ct01.ts';
import { death } from './death.ts';
import { landApplication, landCertificate } from './land.ts';
import { maritalStatus } from './marital-status.ts';
import { marriage } from './marriage.ts';
import { OLD_IDENTITY_CARDS } from './old-identity.ts';
import { other } from './other.ts';
import type { PaperMaker } from './paper.ts';

/** Every paper type that the corpus can print. */
export const PAPER_MAKERS: readonly PaperMaker[] = [
  { ...citizenCard, variants: [...citizenCard.variants, ...OLD_IDENTITY_CARDS] },
  ct01,
  birth,
  marriage,
  maritalStatus,
  death,
  landApplication,
  landCertificate,
  householdBusiness,
  company,
  authorisation,
  healthCard,
  receptionSlip,
  other,
];

export function makerOf(type: DocumentTypeId): PaperMaker {
  const maker = PAPER_MAKERS.find((candidate) => candidate.type === type);
  if (maker === undefined) throw new RangeError(`no form for ${type}`);
  return maker;
}
