import {
  POPULATION_CODES,
  type PopulationRequest,
  parseWireDate,
  populationRequest,
} from '../../../common/contract/population-message.ts';
import { sameText } from '../../../common/domain/vietnamese-text.ts';
import {
  createStubServer,
  note,
  type RunningStub,
  type StubServerOptions,
  startListening,
} from '../stub/stub-server.ts';
import { citizenXml } from './citizen-xml.ts';
import { type Citizens, createCitizens, type StubCitizen } from './citizens.ts';
import { readSampleCitizens } from './sample-citizens.ts';

export interface PopulationStubOptions extends StubServerOptions {
  /** Default 100,000. */
  readonly citizens?: number;
  /** Default `mau`. */
  readonly seed?: string | number;
  /**
   * People known beside the seeded ones; they win over a seeded citizen of the same number. Default: the people on the
   * sample papers.
   */
  readonly extra?: readonly StubCitizen[];
  /** Where the sample papers lie, when they are not beside this program's source. */
  readonly samplesDir?: string;
}

const DEFAULT_CITIZENS = 100_000;
const DEFAULT_SEED = 'mau';
const MOST_LISTED = 10_000;

interface Answer {
  readonly error_code: number;
  readonly message: string;
}

/**
 * Starts the stand-in of the population database on loopback: `POST /citizens/query` (domain reference 6.1),
 * `GET /_stub/citizens?count=N`, `GET` and `PUT /_stub/faults`.
 *
 * @throws RangeError for a number of citizens that the training range cannot hold; the system's error when the port is taken
 */
export async function startPopulationStub(options: PopulationStubOptions): Promise<RunningStub> {
  const citizens = createCitizens(String(options.seed ?? DEFAULT_SEED), options.citizens ?? DEFAULT_CITIZENS);
  const find = createLookup(citizens, options.extra ?? (await readSampleCitizens(options.samplesDir)));
  const { app, gate } = createStubServer(options);

  app.post('/citizens/query', (request, reply) => {
    const parsed = populationRequest.safeParse(request.body);
    if (!parsed.success) {
      note(request, 'invalid');
      return reply.code(400).send(invalid('Yêu cầu không đúng định dạng'));
    }
    const { outcome, answer } = answerTo(parsed.data, find);
    note(request, [outcome, askedBy(parsed.data)].join(' '));
    return answer;
  });

  app.get<{ Querystring: { count?: string; offset?: string; status?: string } }>('/_stub/citizens', (request) => {
    const wanted = Math.min(natural(request.query.count, 20), MOST_LISTED);
    const listed: ReturnType<typeof listing>[] = [];
    for (let index = natural(request.query.offset, 0); index < citizens.count && listed.length < wanted; index += 1) {
      const citizen = citizens.at(index);
      if (request.query.status === undefined || citizen.status === request.query.status) listed.push(listing(citizen));
    }
    return listed;
  });

  app.addHook('onSend', async (request, _reply, payload) => {
    const { malformed } = gate.of(request.raw);
    if (malformed == null || malformed === false || typeof payload !== 'string') return payload;
    return malformed === 'body' ? half(payload) : breakXml(payload);
  });

  return startListening(app, options);
}

function createLookup(
  citizens: Citizens,
  extra: readonly StubCitizen[],
): (citizenId: string, oldId: string) => StubCitizen | null {
  const byId = new Map(extra.map((citizen) => [citizen.citizenId, citizen]));
  const byOldId = new Map(
    extra.flatMap((citizen) => (citizen.oldId == null ? [] : [[citizen.oldId, citizen] as const])),
  );
  return (citizenId, oldId) =>
    citizenId === ''
      ? (byOldId.get(oldId) ?? citizens.byOldId(oldId))
      : (byId.get(citizenId) ?? citizens.byCitizenId(citizenId));
}

function answerTo(
  asked: PopulationRequest,
  find: (citizenId: string, oldId: string) => StubCitizen | null,
): { outcome: string; answer: Answer } {
  const citizenId = asked.SoDinhDanh?.trim() ?? '';
  const oldId = asked.SoCMND?.trim() ?? '';
  const name = asked.HoVaTen.trim();
  const born = asked.NgayThangNam?.trim() || asked.Nam?.trim() || '';
  if (citizenId === '' && oldId === '') return refuse('Thiếu SoDinhDanh hoặc SoCMND');
  if (name === '') return refuse('Thiếu HoVaTen');
  if (born === '') return refuse('Thiếu NgayThangNam hoặc Nam');
  const date = parseWireDate(born);
  if (date === null) return refuse('NgayThangNam phải là yyyyMMdd, Nam phải là yyyy');

  const citizen = find(citizenId, oldId);
  if (citizen === null) {
    return said('not-found', POPULATION_CODES.notFound, 'Không tìm thấy công dân');
  }
  if (citizen.status === 'deceased') return said('deceased', POPULATION_CODES.deceased, 'Công dân đã chết');
  if (citizen.status === 'cancelled') {
    return said('cancelled', POPULATION_CODES.cancelled, 'Số định danh cá nhân đã bị hủy');
  }
  // As in the live service the citizen is answered as held, and who asks compares; the log alone says which it was.
  const held = citizen.dateOfBirth;
  const sameDate = date.length === 4 || held.length === 4 ? date.slice(0, 4) === held.slice(0, 4) : date === held;
  const outcome = sameDate && sameText(name, citizen.fullName) ? 'match' : 'differs';
  return { outcome, answer: { error_code: POPULATION_CODES.found, message: citizenXml(citizen) } };
}

function said(outcome: string, error_code: number, message: string): { outcome: string; answer: Answer } {
  return { outcome, answer: { error_code, message } };
}

function refuse(message: string): { outcome: string; answer: Answer } {
  return { outcome: 'invalid', answer: invalid(message) };
}

function invalid(message: string): Answer {
  return { error_code: POPULATION_CODES.invalid, message };
}

/** Who asked and why, as far as it looks like a code: what else a client may have put there is no matter for a log. */
function askedBy(asked: PopulationRequest): string {
  const code = (text: string | null | undefined): string =>
    text != null && /^[A-Za-z0-9._-]{1,40}$/.test(text) && !/\d{9}/.test(text) ? text : '-';
  return `procedure=${code(asked.MaDVC)} officer=${code(asked.MaCanBo)} request=${code(asked.MaYeuCau)}`;
}

/** A citizen with the fields of a request that matches, ready to be sent. */
function listing(citizen: StubCitizen): StubCitizen & Record<string, unknown> {
  const yearOnly = citizen.dateOfBirth.length === 4;
  return {
    ...citizen,
    SoDinhDanh: citizen.citizenId,
    SoCMND: citizen.oldId ?? '',
    HoVaTen: citizen.fullName,
    NgayThangNam: yearOnly ? '' : citizen.dateOfBirth.replaceAll('-', ''),
    Nam: citizen.dateOfBirth.slice(0, 4),
    GioiTinh: citizen.gender,
  };
}

function natural(text: string | undefined, fallback: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : fallback;
}

function half(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}

function breakXml(payload: string): string {
  const answer = JSON.parse(payload) as Answer;
  return JSON.stringify({ ...answer, error_code: POPULATION_CODES.found, message: half(answer.message) });
}
