import type { DocumentTypeId } from '../../../common/domain/document-types.ts';
import { birth } from './birth.ts';
import { authorisation, company, householdBusiness } from './business.ts';
import { healthCard, receptionSlip } from './cards-and-slips.ts';
import { citizenCard } from './citizen-card.ts';
import { ct01 } from './ct01.ts';
import { death } from './death.ts';
import { FREE_PAPERS } from './free-papers.ts';
import { landApplication, landCertificate } from './land.ts';
import { maritalStatus } from './marital-status.ts';
import { marriage } from './marriage.ts';
import { OLD_IDENTITY_CARDS } from './old-identity.ts';
import { other } from './other.ts';
import { makeHand, type PaperMaker, type PaperVariant } from './paper.ts';
import { SEVERAL_PAGES } from './several-pages.ts';
import { withMarks } from './stamps.ts';

const MAKERS: readonly PaperMaker[] = [
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
  { ...other, variants: [...other.variants, ...FREE_PAPERS] },
];

/** Forms that citizens or clerks fill in with a pen too, and how often. */
const BY_HAND: Readonly<Record<string, number>> = {
  'ct01-2023': 1,
  'ct01-2021': 0.5,
  'birth-old': 0.7,
  'marriage-old': 0.7,
  'land-application-18': 0.5,
  'land-application-11dk': 0.4,
  'authorisation-personal': 0.5,
  'other-request': 0.5,
  'other-birth-application': 0.5,
};

/** The same form filled in with a pen. */
function byHand(variant: PaperVariant, weight: number): PaperVariant {
  const name = `${variant.name}-hand`;
  return {
    ...variant,
    name,
    weight,
    make: async (context) => {
      const { look } = context;
      const paper = await variant.make({
        ...context,
        look: {
          ...look,
          hand: makeHand(context.random.fork('hand')),
          leader: look.leader === 'none' ? 'under' : look.leader,
          boldValues: false,
        },
      });
      return { ...paper, variant: name };
    },
  };
}

function marked(variant: PaperVariant): PaperVariant {
  return { ...variant, make: async (context) => withMarks(await variant.make(context), context) };
}

/** Every paper type that the corpus can print: typed, by hand, stamped. */
export const PAPER_MAKERS: readonly PaperMaker[] = MAKERS.map((maker) => ({
  ...maker,
  variants: [...maker.variants, ...(SEVERAL_PAGES[maker.type] ?? [])].flatMap((variant) => {
    const weight = BY_HAND[variant.name];
    return [marked(variant), ...(weight === undefined ? [] : [marked(byHand(variant, weight))])];
  }),
}));

export function makerOf(type: DocumentTypeId): PaperMaker {
  const maker = PAPER_MAKERS.find((candidate) => candidate.type === type);
  if (maker === undefined) throw new RangeError(`no form for ${type}`);
  return maker;
}
