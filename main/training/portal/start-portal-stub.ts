import { createStubServer, type RunningStub, type StubServerOptions, startListening } from '../stub/stub-server.ts';
import { addAuthentication, type PortalClient } from './authentication.ts';
import { addDossierRoutes } from './dossier-routes.ts';
import { openLedger } from './ledger.ts';
import { addUploadRoutes } from './upload-routes.ts';
import { openUploadStore } from './upload-store.ts';

export interface PortalStubOptions extends StubServerOptions {
  /** Folder that holds all that the portal got; made when absent. One stand-in at a time. */
  readonly dataDir: string;
  /**
   * Accounts that may connect. Without them any account may: its secret is taken at its first coming and holds from
   * then on, so a wrong one is refused.
   */
  readonly clients?: readonly PortalClient[];
  /** How long a token is good; default one hour. */
  readonly tokenSeconds?: number;
  /** Larger files are refused with 413; default 200 MiB. */
  readonly maxFileBytes?: number;
  readonly now?: () => Date;
}

const HOUR_SECONDS = 3600;
const MAX_FILE_BYTES = 200 * 1024 * 1024;

/**
 * Starts the stand-in of the national public-services portal on loopback: `POST /oauth/token`, tus 1.0 at `/files`,
 * `/dossiers`, `/dossiers/update`, `/dossiers/{MaHoSo}`, `/results/search` (domain reference 6.2 and 6.3), and
 * `GET` and `PUT /_stub/faults`. What it acknowledged is on disk and survives a kill.
 */
export async function startPortalStub(options: PortalStubOptions): Promise<RunningStub> {
  const now = options.now ?? ((): Date => new Date());
  const ledger = await openLedger(options.dataDir, now);
  const store = await openUploadStore(options.dataDir, ledger);
  const { app, gate } = createStubServer(options);
  addAuthentication(app, ledger, {
    clients: options.clients ?? null,
    tokenSeconds: options.tokenSeconds ?? HOUR_SECONDS,
    now,
  });
  addUploadRoutes(app, gate, ledger, store, options.maxFileBytes ?? MAX_FILE_BYTES);
  addDossierRoutes(app, ledger, store);
  app.addHook('onSend', async (request, _reply, payload) =>
    gate.of(request.raw).malformed && typeof payload === 'string'
      ? payload.slice(0, Math.ceil(payload.length / 2))
      : payload,
  );
  app.addHook('onClose', () => ledger.close());
  return startListening(app, options);
}
