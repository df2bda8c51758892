import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { STATION_ERRORS, StationError } from '../../../../common/contract/errors.ts';
import { errorWords, readErrorData, stationErrorOf } from '../../../../renderer/connection/station-errors.ts';

describe('stationErrorOf', () => {
  it('reads the typed error of the contract', () => {
    const error = new ORPCError('STATION', { data: { code: 'components-missing', detail: 'TP02' } });
    expect(stationErrorOf(error)).toEqual({ code: 'components-missing', detail: 'TP02' });
  });

  it('keeps the code of an error that arose here', () => {
    expect(stationErrorOf(new StationError('station-stopped')).code).toBe('station-stopped');
  });

  it('calls everything else by a name of the list', () => {
    expect(stationErrorOf(new ORPCError('BAD_REQUEST')).code).toBe('request-invalid');
    expect(stationErrorOf(new Error('boom')).code).toBe('unexpected');
    expect(readErrorData({ code: 'no such code' }).code).toBe('unexpected');
    expect(readErrorData(null).code).toBe('unexpected');
  });

  it('says it in the language on screen', () => {
    expect(errorWords({ code: 'disk-full' }, 'vi')).toBe(STATION_ERRORS['disk-full'].vi);
    expect(errorWords({ code: 'disk-full' }, 'en')).toBe(STATION_ERRORS['disk-full'].en);
  });
});
