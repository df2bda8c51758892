import type { Draft } from '../layout/draft.ts';
import { readEntries } from '../layout/entries.ts';
import type { Entry } from '../layout/entry.ts';
import { nameBeside, nameDraft } from '../layout/name-values.ts';
import type { View } from '../layout/page-view.ts';
import { findPairedColumns } from '../layout/paired-columns.ts';
import { numberDraft, textDraft } from '../layout/values.ts';
import { type Extraction, type Extractor, firstValue, loneName, loneNumber, signatureDate } from './common.ts';
import { STOPS, spec, WORDINGS } from './wordings.ts';

const LABELS = [
  spec('principal', [
    'Bên ủy quyền',
    'Người ủy quyền',
    'Bên ủy quyền (Bên A)',
    'Bên A',
    'Thông tin người ủy quyền',
    'Tôi là',
    'Tôi tên là',
    'Chúng tôi gồm',
    'Bên ủy quyền (sau đây gọi là Bên A)',
  ]),
  spec('agent', [
    'Bên được ủy quyền',
    'Người được ủy quyền',
    'Bên nhận ủy quyền',
    'Người nhận ủy quyền',
    'Bên được ủy quyền (Bên B)',
    'Bên B',
    'Thông tin người được ủy quyền',
    'Ủy quyền cho',
    'Ủy quyền cho ông bà',
    'Nay ủy quyền cho',
    'Bên được ủy quyền (sau đây gọi là Bên B)',
  ]),
  spec('name', [...WORDINGS.name, 'Ông/Bà', 'Ông (bà)', 'Tên', 'Ông', 'Bà']),
  spec('birth', [...WORDINGS.birth, ...WORDINGS.gender, ...WORDINGS.ethnicity, ...WORDINGS.nationality, 'Sinh năm']),
  spec('id', [...WORDINGS.idNumber, ...WORDINGS.idPaper], 'any'),
  spec('issue', WORDINGS.issue),
  spec('residence', [...WORDINGS.residence, 'Địa chỉ']),
  spec('phone', WORDINGS.phone),
  spec('content', ['Nội dung ủy quyền', 'Phạm vi ủy quyền', 'Nội dung và phạm vi ủy quyền', 'Về việc']),
  spec('term', [
    'Thời hạn ủy quyền',
    'Thời gian ủy quyền',
    'Thù lao ủy quyền',
    'Cam kết',
    'Giấy ủy quyền này',
    'Giấy ủy quyền có hiệu lực',
    'Lời chứng',
    'Số chứng thực',
    'Quyển số',
  ]),
  STOPS,
];

/** Letter of authorisation: no fixed form; the principal's lines come first, then the agent's. */
export const extractAuthorisationLetter: Extractor = ({ view }): Extraction => {
  const entries = readEntries(view, LABELS);
  const { principal, agent } = partiesOf(view, entries);
  const name = (own: readonly Entry[], id: string, next: readonly Entry[]): ReturnType<typeof nameDraft> =>
    firstValue(own, 'name', nameDraft) ?? firstValue(own, id, nameBeside) ?? nameAmong(view, own, next);
  return {
    fields: {
      principalName: name(principal, 'principal', agent),
      principalId: firstValue(principal, 'id', numberDraft) ?? numberAmong(view, principal, agent),
      agentName: name(agent, 'agent', []),
      agentId: firstValue(agent, 'id', numberDraft) ?? numberAmong(view, agent, []),
      content: firstValue(entries, 'content', (entry) => textDraft(entry, { wraps: true, maxRows: 6 })),
      signedOn: signatureDate(view),
    },
  };
};

interface Parties {
  readonly principal: readonly Entry[];
  readonly agent: readonly Entry[];
}

/** Each party's lines: side by side, or the principal's before the agent's. */
function partiesOf(view: View, entries: readonly Entry[]): Parties {
  const at = entries.findIndex((entry, i) => entry.id === 'agent' && i > 0);
  const inTurn = { principal: at < 0 ? entries : entries.slice(0, at), agent: at < 0 ? [] : entries.slice(at) };
  // The headings stand side by side over the signatures of every letter; questions do only where the parties do.
  if (inTurn.agent.some((entry) => entry.id === 'name' || entry.id === 'id')) return inTurn;
  const pair = findPairedColumns(view, LABELS, ['principal', 'agent'], ['birth', 'issue']);
  if (pair === null || pair.rows < 2) return inTurn;
  const [left, right] = [readEntries(pair.left, LABELS), readEntries(pair.right, LABELS)];
  return pair.inOrder ? { principal: left, agent: right } : { principal: right, agent: left };
}

/** Lines of a party under its heading among which its name stands. */
const NAME_LINES = 4;

/** The one name alone on the first rows of a party. */
function nameAmong(view: View, own: readonly Entry[], next: readonly Entry[]): Draft | undefined {
  const from = own[0]?.label[0]?.row;
  if (from === undefined) return undefined;
  return loneName(view, from, Math.min(next[0]?.label[0]?.row ?? Number.POSITIVE_INFINITY, from + NAME_LINES));
}

/** The one number on the rows of a party, up to the other's first row. */
function numberAmong(view: View, own: readonly Entry[], next: readonly Entry[]): Draft | undefined {
  const from = own[0]?.label[0]?.row;
  const to = next[0]?.label[0]?.row;
  return from === undefined ? undefined : loneNumber(view, {}, from, to);
}
