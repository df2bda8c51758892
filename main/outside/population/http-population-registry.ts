import { StationError, type StationErrorCode } from '../../../common/contract/errors.ts';
import {
  POPULATION_CODES,
  type PopulationRequest,
  populationReply,
} from '../../../common/contract/population-message.ts';
import { sameText } from '../../../common/domain/vietnamese-text.ts';
import { addressOf, type ExchangeAnswer, ExchangeError, exchange, isWebPage } from '../http/exchange.ts';
import { parseCitizenXml } from './citizen-xml.ts';
import type {
  PopulationAnswer,
  PopulationDifference,
  PopulationOutcome,
  PopulationPerson,
  PopulationQuery,
  PopulationRegistry,
} from './population-registry.ts';

export interface HttpPopulationRegistryOptions {
  /** Base address; `/citizens/query` is put behind it. */
  readonly url: string;
  /** A query that takes longer counts as unreachable; default 10,000 ms. */
  readonly timeoutMs?: number;
  /** Agency that the connection was granted to; empty unless the registry wants one. */
  readonly integrationCode?: string;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;

/** The population database over HTTP, with the JSON and XML of domain reference 6.1. */
export function createHttpPopulationRegistry(options: HttpPopulationRegistryOptions): PopulationRegistry {
  const address = addressOf(options.url, '/citizens/query');
  return {
    query: async (query, { signal } = {}) => {
      const answer = await ask(address, requestOf(query, options.integrationCode ?? ''), {
        signal,
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      });
      return answerOf(query, answer);
    },
  };
}

function requestOf(query: PopulationQuery, integrationCode: string): PopulationRequest {
  const { citizenId, oldId = '', fullName, dateOfBirth, context } = query;
  return {
    HoVaTen: fullName.normalize('NFC'),
    SoDinhDanh: citizenId,
    SoCMND: oldId,
    NgayThangNam: dateOfBirth.length === 10 ? dateOfBirth.replaceAll('-', '') : '',
    Nam: dateOfBirth.slice(0, 4),
    MaTichHop: integrationCode,
    MaDVC: context.procedureCode,
    MaCanBo: context.officerCode,
    MaYeuCau: context.requestId,
  };
}

async function ask(
  url: string,
  request: PopulationRequest,
  limits: { readonly signal: AbortSignal | undefined; readonly timeoutMs: number },
): Promise<ExchangeAnswer> {
  try {
    return await exchange({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(request),
      maxBytes: MAX_BYTES,
      ...limits,
    });
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    throw new StationError(
      error.failure === 'garbled' ? 'population-malformed' : 'population-unreachable',
      error.failure,
      {
        cause: error,
      },
    );
  }
}

function answerOf(query: PopulationQuery, answer: ExchangeAnswer): PopulationAnswer {
  const failure = failureOfStatus(answer.status);
  if (failure !== null) throw new StationError(failure, `HTTP ${answer.status}`);
  if (isWebPage(answer)) throw new StationError('population-unreachable', 'a web page answered in its place');

  const reply = populationReply.safeParse(parseJson(answer.text));
  if (!reply.success) throw new StationError('population-malformed', 'not the reply that was agreed');
  const { error_code, message } = reply.data;
  switch (error_code) {
    case POPULATION_CODES.found:
      return compare(query, readPerson(query, message));
    case POPULATION_CODES.notFound:
      return withoutPerson('not-found');
    case POPULATION_CODES.deceased:
      return withoutPerson('deceased');
    case POPULATION_CODES.cancelled:
      return withoutPerson('cancelled');
    case POPULATION_CODES.busy:
      throw new StationError('population-busy', `code ${error_code}`);
    default:
      // The words are left out: a registry that refuses a query may repeat what was asked.
      throw new StationError('population-malformed', `code ${error_code}`);
  }
}

function failureOfStatus(status: number): StationErrorCode | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429 || status === 503) return 'population-busy';
  const unreachable = (status >= 300 && status < 400) || status === 502 || status === 504 || status === 511;
  return unreachable ? 'population-unreachable' : 'population-malformed';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readPerson(query: PopulationQuery, xml: string): PopulationPerson {
  const person = parseCitizenXml(xml);
  if (person === null) throw new StationError('population-malformed', 'not the XML that was agreed');
  if (query.citizenId !== '' && person.citizenId !== query.citizenId) {
    throw new StationError('population-malformed', 'answered with another citizen');
  }
  return person;
}

function withoutPerson(outcome: PopulationOutcome): PopulationAnswer {
  return { outcome, differences: [], person: null };
}

/** What was not sent, or is not held, is not compared. */
function compare(query: PopulationQuery, person: PopulationPerson): PopulationAnswer {
  const differences: PopulationDifference[] = [];
  const check = (
    field: PopulationDifference['field'],
    sent: string | undefined,
    held: string | null,
    same: (sent: string, held: string) => boolean,
  ): void => {
    if (sent !== undefined && sent !== '' && held !== null && !same(sent, held))
      differences.push({ field, sent, held });
  };
  check('fullName', query.fullName, person.fullName, sameText);
  check('dateOfBirth', query.dateOfBirth, person.dateOfBirth, sameDate);
  check('gender', query.gender, person.gender, (sent, held) => sent === held);
  check('oldId', query.oldId, person.oldId, (sent, held) => sent === held);
  return { outcome: differences.length === 0 ? 'match' : 'differs', differences, person };
}

/** Where one side knows the year alone, the year decides. */
function sameDate(sent: string, held: string): boolean {
  const length = Math.min(sent.length, held.length);
  return sent.slice(0, length) === held.slice(0, length);
}
