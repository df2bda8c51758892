import { StationError } from '../../common/contract/errors.ts';
import { connection } from './station-client.ts';
import { readErrorData } from './station-errors.ts';

export interface UploadAnswer {
  readonly fileId: string;
  /** The dossier already had these bytes. */
  readonly duplicate: boolean;
}

/**
 * Hands a file to a dossier. When it returns, the bytes are durable on the station.
 *
 * @throws StationError with the station's code
 */
export async function uploadFile(dossierId: string, file: File): Promise<UploadAnswer> {
  const url = `${connection.assetBase}/assets/dossiers/${encodeURIComponent(dossierId)}/files`;
  const response = await send(url, file);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const { code, detail } = readErrorData(answer);
    throw new StationError(code, detail);
  }
  if (!isUploadAnswer(answer)) throw new StationError('unexpected');
  return answer;
}

async function send(url: string, file: File): Promise<Response> {
  // Its bytes, not the File: some Electrons hand a scheme of one's own no body made of blobs.
  const body = await file.arrayBuffer().catch((error: unknown) => {
    throw new StationError('file-not-found', undefined, { cause: error });
  });
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent(file.name), 'content-type': 'application/octet-stream' },
      body,
    });
  } catch (error) {
    throw new StationError('station-stopped', undefined, { cause: error });
  }
}

function isUploadAnswer(answer: unknown): answer is UploadAnswer {
  return typeof answer === 'object' && answer !== null && 'fileId' in answer && typeof answer.fileId === 'string';
}
