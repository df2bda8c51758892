import { z } from 'zod';
import { StationError } from '../../../common/contract/errors.ts';
import {
  type DossierHolding,
  type DossierMessage,
  dossierHolding,
  dossiersReply,
  type HeldPaper,
  PORTAL_CODES,
  type PortalReceipt,
  resultsReply,
  type StoredFile,
  storedFile,
} from '../../../common/contract/portal-message.ts';
import { type ExchangeAnswer, isWebPage } from '../http/exchange.ts';
import type { Portal, Seal } from './portal.ts';
import { parseAnswer, portalWords, refuseFailedAnswer } from './portal-failure.ts';
import { createPortalSession, type PortalAccount, type PortalSession } from './portal-session.ts';
import { isSignedBy } from './receipt-signature.ts';
import { tusUpload } from './tus-upload.ts';

export interface HttpPortalOptions extends PortalAccount {
  /** A call, other than an upload, that takes longer is given up; default 60,000 ms. */
  readonly timeoutMs?: number;
  /** An upload on which nothing moves for so long is given up; default 60,000 ms. */
  readonly stallMs?: number;
  /** Default 4 MiB. */
  readonly partBytes?: number;
  /** The portal's key for receipts, SPKI in PEM. Default: asked of the portal once. */
  readonly receiptKey?: string;
}

const TIMEOUT_MS = 60_000;
const PART_BYTES = 4 * 1024 * 1024;

/** The portal over HTTP: OAuth 2 client credentials, tus 1.0 for files, the JSON of domain reference 6.2 and 6.3. */
export function createHttpPortal(options: HttpPortalOptions): Portal {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const session = createPortalSession(options, timeoutMs);
  const receiptKey = createReceiptKey(session, options.receiptKey);
  const settings = {
    portalUrl: options.url,
    partBytes: options.partBytes ?? PART_BYTES,
    stallMs: options.stallMs ?? TIMEOUT_MS,
  };

  const genuine = async (receipt: PortalReceipt, code: string, signal: AbortSignal | undefined): Promise<void> => {
    if (receipt.MaHoSo !== code || !isSignedBy(receipt, await receiptKey(signal))) {
      throw new StationError('portal-not-genuine', 'the receipt is not signed by the portal');
    }
  };
  const send = async (
    path: string,
    message: DossierMessage,
    signal: AbortSignal | undefined,
  ): Promise<PortalReceipt> => {
    const answer = await session.call({ method: 'POST', path, json: [message], signal });
    const receipt = receiptOf(answer);
    await genuine(receipt, message.MaHoSo, signal);
    return receipt;
  };

  return {
    check: async ({ signal } = {}) => {
      await receiptKey(signal, 'now');
      await session.token(signal);
    },
    upload: (source, file, uploadOptions = {}) => tusUpload(session, settings, source, file, uploadOptions),
    finalise: (url, seal, { signal } = {}) => finalise(session, url, seal, signal),
    sendDossier: (message, { signal } = {}) => send('/dossiers', message, signal),
    updateDossier: (message, { signal } = {}) => send('/dossiers/update', message, signal),
    readBack: async (code, { signal } = {}) => {
      const holding = await readBack(session, code, signal);
      if (holding !== null) await genuine(holding.receipt, code, signal);
      return holding;
    },
    findHeldPapers: async (search, { signal } = {}): Promise<readonly HeldPaper[]> => {
      const answer = await session.call({
        method: 'POST',
        path: '/results/search',
        json: {
          SoDinhDanhChuSoHuu: search.ownerId,
          HoTenNguoiYeuCau: search.requesterName ?? '',
          KenhThucHien: '1',
          SoDinhDanhNguoiYeuCau: search.requesterId ?? '',
          MaThuTuc: search.procedureCode ?? '',
          DanhSachDanhMucKetQua: [],
        },
        signal,
      });
      refuseFailedAnswer(answer);
      const reply = parseAnswer(answer, resultsReply);
      if (reply.errorCode !== PORTAL_CODES.done) throw new StationError('portal-error', `code ${reply.errorCode}`);
      return reply.result.DanhSachGiayToKetQua;
    },
  };
}

const publicKeyReply = z.object({ publicKey: z.string().startsWith('-----BEGIN PUBLIC KEY-----') });

/** The key is asked once; a portal that changes it in mid-run is not believed. */
function createReceiptKey(
  session: PortalSession,
  pinned: string | undefined,
): (signal: AbortSignal | undefined, when?: 'once' | 'now') => Promise<string> {
  let known = pinned;
  return async (signal, when = 'once') => {
    if (known !== undefined && when === 'once') return known;
    const answer = await session.call({ method: 'GET', path: '/receipts/public-key', signal });
    refuseFailedAnswer(answer);
    const { publicKey } = parseAnswer(answer, publicKeyReply);
    known ??= publicKey;
    if (known !== publicKey) throw new StationError('portal-not-genuine', 'the portal shows another key than before');
    return known;
  };
}

async function finalise(
  session: PortalSession,
  url: string,
  seal: Seal,
  signal: AbortSignal | undefined,
): Promise<StoredFile> {
  const id = new URL(url).pathname.split('/').at(-1) ?? '';
  const answer = await session.call({ method: 'PUT', path: `/files/${id}/finalise`, json: seal, signal });
  if (!isWebPage(answer)) {
    if (answer.status === 409) throw new StationError('portal-hash-differs', 'HTTP 409');
    // 425: bytes are missing; 404: the upload is gone. Sending it again mends both.
    if (answer.status === 425 || answer.status === 404) {
      throw new StationError('portal-interrupted', `HTTP ${answer.status}`);
    }
  }
  refuseFailedAnswer(answer);
  const stored = parseAnswer(answer, storedFile);
  if (stored.sha256 !== seal.sha256) throw new StationError('portal-hash-differs', 'finalised with another hash');
  return stored;
}

/** Answers to a message that the portal could read but not take. */
const SAYS_WHY: ReadonlySet<number> = new Set([400, 404, 405, 406, 410, 415, 422]);

/**
 * The receipt of the one dossier that was sent; each other answer is an error of that dossier or of the portal. One that
 * speaks of no dossier says that the message as such is wrong, so every other would fare the same.
 */
function receiptOf(answer: ExchangeAnswer): PortalReceipt {
  const saysWhy = SAYS_WHY.has(answer.status) && !isWebPage(answer);
  if (!saysWhy) refuseFailedAnswer(answer);
  const reply = parseAnswer(answer, dossiersReply);
  if (reply.results === undefined && (saysWhy || reply.error_code === PORTAL_CODES.invalid)) {
    throw new StationError('portal-schema-refused', portalWords(reply.message));
  }
  const result = reply.results?.[0] ?? { error_code: reply.error_code, message: reply.message };
  if (result.error_code === PORTAL_CODES.done && 'receipt' in result && result.receipt !== undefined) {
    return result.receipt;
  }
  if (result.error_code === PORTAL_CODES.done) throw new StationError('portal-error', 'accepted without a receipt');
  const words = portalWords(result.message);
  if (Math.abs(result.error_code) === PORTAL_CODES.exists || /đã tồn tại/iu.test(result.message.normalize('NFC'))) {
    throw new StationError('portal-conflict', words);
  }
  if (result.error_code === PORTAL_CODES.busy) throw new StationError('portal-error', words);
  throw new StationError('portal-refused-dossier', words);
}

async function readBack(
  session: PortalSession,
  code: string,
  signal: AbortSignal | undefined,
): Promise<DossierHolding | null> {
  const answer = await session.call({ method: 'GET', path: `/dossiers/${encodeURIComponent(code)}`, signal });
  if (answer.status === 404 && !isWebPage(answer)) return null;
  refuseFailedAnswer(answer);
  const holding = parseAnswer(answer, dossierHolding);
  if (holding.MaHoSo !== code) throw new StationError('portal-not-genuine', 'read back another dossier');
  return holding;
}
