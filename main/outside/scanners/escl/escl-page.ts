import { StationError } from '../../../../common/contract/errors.ts';
import type { ScannedPage } from '../scanner.ts';
import type { PageFormat } from './escl-capabilities.ts';
import type { PageAnswer } from './escl-exchange.ts';

/** The end mark of a JPEG may be followed by padding, at most this much. */
const TAIL_BYTES = 1_024;

/** A page on its way, and what becomes of it. */
export interface IncomingPage {
  readonly page: ScannedPage;
  /**
   * Called once the station is done with the page.
   *
   * @throws what broke while it came
   */
  finish(): void;
  /** Lets go of the connection. */
  drop(): void;
}

/**
 * Makes a page of an answer. What it is, is seen from its first bytes: not all devices name it right.
 *
 * @throws StationError scanner-error when it is no image that the station takes
 */
export async function receivePage(answer: PageAnswer, index: number): Promise<IncomingPage> {
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 8) {
    const piece = await answer.next();
    if (piece === null) break;
    head.push(piece);
    length += piece.length;
  }
  const first = Buffer.concat(head);
  const mediaType = formatOf(first);
  if (mediaType === null) {
    answer.dispose();
    throw new StationError('scanner-error', 'not an image');
  }
  let broken: { readonly error: unknown } | null = null;
  const read = async function* (): AsyncGenerator<Uint8Array> {
    let tail = first.subarray(-TAIL_BYTES);
    try {
      yield first;
      for (let piece = await answer.next(); piece !== null; piece = await answer.next()) {
        tail = Buffer.concat([tail, piece.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
        yield piece;
      }
      if (mediaType === 'image/jpeg' && !knowsItsEnd(answer.headers) && tail.lastIndexOf('\xff\xd9', 'latin1') === -1) {
        throw new StationError('scanner-not-found', 'interrupted');
      }
    } catch (error) {
      broken = { error };
      throw error;
    }
  };
  const content = read();
  return {
    page: { index, mediaType, content },
    drop: () => answer.dispose(),
    finish: () => {
      answer.dispose();
      if (broken !== null) throw broken.error;
    },
  };
}

/** A body that ends with its connection looks whole when the line is cut. */
function knowsItsEnd(headers: Headers): boolean {
  return headers.has('content-length') || /chunked/i.test(headers.get('transfer-encoding') ?? '');
}

function formatOf(head: Buffer): PageFormat | null {
  const begins = (text: string): boolean => head.subarray(0, text.length).toString('latin1') === text;
  if (begins('\xff\xd8\xff')) return 'image/jpeg';
  if (begins('\x89PNG\r\n\x1a\n')) return 'image/png';
  return begins('II*\0') || begins('MM\0*') ? 'image/tiff' : null;
}
