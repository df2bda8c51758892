import { useState } from 'react';
import { queryClient, station } from '../../connection/station-client.ts';
import { type StationErrorInfo, stationErrorOf } from '../../connection/station-errors.ts';
import { uploadFile } from '../../connection/uploads.ts';

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly state: 'copying' | 'duplicate' | 'failed';
  readonly error: StationErrorInfo | null;
}

interface Uploads {
  /** Files on their way, and those that did not get in; who got in is shown by the station. */
  readonly uploads: readonly Upload[];
  /** Resolves with how many files got in. */
  readonly send: (files: readonly File[]) => Promise<number>;
  readonly dismiss: (id: number) => void;
}

let lastId = 0;

/** Copies files into a dossier one after the other, so that pages come in the order of the files. */
export function useUploads(dossierId: string): Uploads {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const drop = (id: number): void => setUploads((all) => all.filter((each) => each.id !== id));
  const change = (id: number, news: Partial<Upload>): void =>
    setUploads((all) => all.map((each) => (each.id === id ? { ...each, ...news } : each)));

  const send = async (files: readonly File[]): Promise<number> => {
    const queue = files.map((file) => {
      lastId += 1;
      return { file, id: lastId };
    });
    setUploads((all) => [
      ...all,
      ...queue.map(({ file, id }) => ({ id, name: file.name, state: 'copying' as const, error: null })),
    ]);
    let taken = 0;
    for (const { file, id } of queue) {
      try {
        const answer = await uploadFile(dossierId, file);
        if (answer.duplicate) change(id, { state: 'duplicate' });
        else drop(id);
        taken += answer.duplicate ? 0 : 1;
      } catch (error) {
        change(id, { state: 'failed', error: stationErrorOf(error) });
      }
      void queryClient.invalidateQueries({ queryKey: station.intake.get.key({ input: { dossierId } }) });
    }
    return taken;
  };
  return { uploads, send, dismiss: drop };
}
