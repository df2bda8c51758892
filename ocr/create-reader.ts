import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { StationError } from '../common/contract/errors.ts';
import { finding } from '../common/domain/findings.ts';
import { forkLauncher } from './host/launch.ts';
import type { ReaderTask } from './host/messages.ts';
import { ReaderPool } from './host/pool.ts';
import type { PageJob } from './pipeline.ts';
import type {
  CreateReaderOptions,
  PageVerdict,
  Reader,
  ReadFileRequest,
  ReadFileResult,
  ReadPage,
  ReadProgress,
} from './reader.ts';
import { assembleDocuments } from './steps/assemble-documents.ts';
import type { OpenedFile } from './steps/open-file.ts';
import type { PageImages } from './steps/render-upright.ts';

const MAX_WORKERS = 4;
const RECYCLE_AFTER_PAGES = 300;
const TIME_LIMIT_MS = { open: 60_000, page: 90_000, pdfPage: 20_000 } as const;

/** Makes a reader; its processes start with the first file. */
export function createReader(options: CreateReaderOptions = {}): Reader {
  const limits = {
    ...TIME_LIMIT_MS,
    ...(options.pageTimeLimitMs === undefined ? {} : { page: options.pageTimeLimitMs }),
  };
  const pool = new ReaderPool({
    workers: Math.max(1, options.workers ?? Math.min(MAX_WORKERS, availableParallelism())),
    launch: options.launch ?? forkLauncher(options.engine ?? 'lines'),
    recycleAfterPages: options.recycleAfterPages ?? RECYCLE_AFTER_PAGES,
    timeLimitMs: (task: ReaderTask) =>
      task.kind === 'pdf' ? limits.open + limits.pdfPage * task.request.pages.length : limits[task.kind],
  });
  const today = options.today ?? localDate;
  return {
    readFile: (request, onProgress) =>
      readFile({ pool, assemble: options.assemble ?? assembleDocuments, today }, request, onProgress),
    inspect: (path) => openInPool(pool, path, {}),
    composePdf: (request) => pool.run({ kind: 'pdf', request }, { client: request }),
    close: async () => pool.close(),
  };
}

interface Tools {
  readonly pool: ReaderPool;
  readonly assemble: NonNullable<CreateReaderOptions['assemble']>;
  readonly today: () => string;
}

async function readFile(
  { pool, assemble, today }: Tools,
  request: ReadFileRequest,
  onProgress: (progress: ReadProgress) => void = () => undefined,
): Promise<ReadFileResult> {
  const client = {};
  const { pages: count, sha256 } = await openInPool(pool, request.path, client);
  onProgress({ kind: 'opened', pages: count });
  const outcomes = await Promise.all(
    Array.from({ length: count }, async (_, index): Promise<PageOutcome> => {
      const name = join(request.workDir, `${sha256.slice(0, 16)}-${String(index + 1).padStart(4, '0')}`);
      const job: PageJob = { path: request.path, index, ...imagesFor(request, name) };
      const onStep = (step: string): void => onProgress({ kind: 'step', page: index, step });
      const onVerdict = (verdict: PageVerdict): void => onProgress({ kind: 'verdict', page: index, verdict });
      const outcome = await pool.run({ kind: 'page', job }, { client, onStep, onVerdict }).then(
        (page): PageOutcome => ({ page }),
        (error: unknown): PageOutcome => ({ page: unreadablePage(index, error), error: asStationError(error) }),
      );
      onProgress({ kind: 'page', page: outcome.page });
      return outcome;
    }),
  );
  rejectIfNothingWasRead(outcomes);
  const pages = outcomes.map((outcome) => outcome.page);
  const readings = pages.map((page) => page.reading);
  const readable = outcomes.filter((outcome) => outcome.error === undefined).map((outcome) => outcome.page.reading);
  const documents = assemble(readable, { today: today() });
  return { reading: { source: request.sourceName, sha256, pages: readings, documents }, pages };
}

function imagesFor({ images = 'screen', raster = 'jpeg' }: ReadFileRequest, name: string): PageImages {
  if (images === 'screen') return { upright: `${name}.jpg`, preview: `${name}.preview.jpg` };
  return images === 'pdf' ? { picture: { path: `${name}.picture`, raster } } : {};
}

interface PageOutcome {
  readonly page: ReadPage;
  readonly error?: StationError;
}

/** A file that ends two processes before any page is known is damaged as a whole. */
async function openInPool(pool: ReaderPool, path: string, client: object): Promise<OpenedFile> {
  try {
    return await pool.run({ kind: 'open', path }, { client });
  } catch (error) {
    const known = asStationError(error);
    throw known.code === 'page-unreadable' ? new StationError('file-damaged', known.detail, { cause: error }) : known;
  }
}

/** When every page failed for a reason of the file, that reason is the file's; a stopped reader stops the file. */
function rejectIfNothingWasRead(outcomes: readonly PageOutcome[]): void {
  const errors = outcomes.map((outcome) => outcome.error).filter((error) => error !== undefined);
  const stopped = errors.find((error) => error.code === 'reader-stopped');
  if (stopped !== undefined) throw stopped;
  const first = errors[0];
  const costProcesses = errors.some((error) => error.code === 'page-unreadable' || error.code === 'unexpected');
  if (errors.length === outcomes.length && first !== undefined && !costProcesses) throw first;
}

function asStationError(error: unknown): StationError {
  return error instanceof StationError ? error : new StationError('unexpected', undefined, { cause: error });
}

function unreadablePage(index: number, error: unknown): ReadPage {
  return {
    reading: {
      index,
      width: 0,
      height: 0,
      dpi: 0,
      rotation: 0,
      skewDegrees: 0,
      blank: false,
      confidence: 0,
      text: '',
      lines: [],
      codes: [],
      findings: [finding('page-unreadable', { cause: asStationError(error).code })],
      timings: {},
    },
  };
}

/** YYYY-MM-DD of this machine's calendar. */
function localDate(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
