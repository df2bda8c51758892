import { onTestFinished } from 'vitest';
import type { DossierMessage } from '../../../common/contract/portal-message.ts';
import { composeDossierMessage, type DossierToSend } from '../../../main/outside/portal/dossier-message.ts';
import { createHttpPortal, type HttpPortalOptions } from '../../../main/outside/portal/http-portal.ts';
import type { Portal } from '../../../main/outside/portal/portal.ts';
import { type PortalStubOptions, startPortalStub } from '../../../main/training/portal/start-portal-stub.ts';
import type { RunningStub } from '../../../main/training/stub/stub-server.ts';
import { type SampleFile, temporaryFolder } from './stub-control.ts';

export const ACCOUNT = { clientId: 'tram', clientSecret: 'mat-khau' } as const;
export const OWNER = { fullName: 'NGUYỄN THỊ MẪU', citizenId: '001194900117' } as const;

export interface PortalSetup {
  readonly stub: RunningStub;
  readonly portal: Portal;
  readonly dataDir: string;
}

/** A stand-in on a free port and a client of it, both gone after the test. */
export async function startPortal(
  stubOptions: Partial<PortalStubOptions> = {},
  clientOptions: Partial<HttpPortalOptions> = {},
): Promise<PortalSetup> {
  const dataDir = stubOptions.dataDir ?? (await temporaryFolder());
  const stub = await startPortalStub({ port: 0, ...stubOptions, dataDir });
  onTestFinished(() => stub.close());
  return { stub, dataDir, portal: clientOf(stub.url, clientOptions) };
}

export function clientOf(url: string, options: Partial<HttpPortalOptions> = {}): Portal {
  return createHttpPortal({ url, ...ACCOUNT, ...options });
}

/** Uploads and seals a file; gives the address that a dossier may name. */
export async function put(portal: Portal, file: SampleFile, key = `key-${file.sha256}`): Promise<string> {
  const { url } = await portal.upload(file.path, { sha256: file.sha256, size: file.size, key });
  return (await portal.finalise(url, { key, sha256: file.sha256 })).url;
}

export function message(code: string, urls: readonly string[], changes: Partial<DossierToSend> = {}): DossierMessage {
  return composeDossierMessage({
    code,
    procedure: { code: '1.004222', name: 'Đăng ký thường trú' },
    sector: { code: 'H56-CT', name: 'Cư trú' },
    owner: OWNER,
    receivedAt: new Date('2026-07-03T01:15:00Z'),
    agency: { name: 'Công an xã Mẫu', place: 'Bộ phận Một cửa xã Mẫu' },
    papers: urls.map((url, index) => ({
      id: `p${index}`,
      title: `Giấy tờ ${index}`,
      componentCode: `TP0${index}`,
      url,
    })),
    populationChecked: true,
    ...changes,
  });
}

/** A call as any other client would make it, with a fresh token. */
export async function plainCall(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  const token = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: ACCOUNT.clientId,
      client_secret: ACCOUNT.clientSecret,
    }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${access_token}`);
  return fetch(`${url}${path}`, { ...init, headers });
}

export function json(body: unknown, method = 'POST'): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
