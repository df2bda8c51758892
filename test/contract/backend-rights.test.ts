import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationClient } from '../../common/contract/contract.ts';
import type { Role } from '../../common/contract/session.ts';
import { expectFailure } from '../helpers/expect-failure.ts';
import { newDataDir, removeDataDir, startTestStation, type TestStation } from '../helpers/test-station.ts';

let dataDir: string;
let station: TestStation;
const people = new Map<Role, StationClient>();

beforeAll(async () => {
  dataDir = await newDataDir();
  station = await startTestStation({ dataDir });
  people.set('clerk', await station.as('hanh'));
  people.set('supervisor', await station.as('lan'));
  people.set('administrator', await station.as('quantri'));
});
afterAll(async () => {
  await station.close();
  await removeDataDir(dataDir);
});

type Call = (client: StationClient) => Promise<unknown>;
const none = { dossierId: 'none' };
const paper = { ...none, paperId: 'none' };
const settings = { name: 'Quầy 4', agencyName: 'Trung tâm', agencyCode: 'H56.25.5' };

const ANYBODY: readonly Role[] = ['clerk', 'supervisor', 'administrator'];

/** Every procedure but signing in and out, with who may call it. */
const CALLS: Readonly<Record<string, { readonly roles: readonly Role[]; readonly call: Call }>> = {
  'intake.open': { roles: ['clerk'], call: async (c) => await c.intake.open({ procedureCode: 'none' }) },
  'intake.list': { roles: ['clerk'], call: async (c) => await c.intake.list() },
  'intake.get': { roles: ['clerk'], call: async (c) => await c.intake.get(none) },
  'intake.samples': { roles: ['clerk'], call: async (c) => await c.intake.samples() },
  'intake.addSample': { roles: ['clerk'], call: async (c) => await c.intake.addSample({ ...none, file: 'none' }) },
  'intake.assignComponent': {
    roles: ['clerk'],
    call: async (c) => await c.intake.assignComponent({ ...paper, componentCode: null }),
  },
  'intake.excuseComponent': {
    roles: ['clerk'],
    call: async (c) => await c.intake.excuseComponent({ ...none, componentCode: 'TP01', reason: null }),
  },
  'intake.removePaper': { roles: ['clerk'], call: async (c) => await c.intake.removePaper(paper) },
  'intake.changePaperType': {
    roles: ['clerk'],
    call: async (c) => await c.intake.changePaperType({ ...paper, type: 'other' }),
  },
  'intake.setField': {
    roles: ['clerk'],
    call: async (c) => await c.intake.setField({ ...paper, key: 'k', value: '' }),
  },
  'intake.resolveFinding': {
    roles: ['clerk'],
    call: async (c) => await c.intake.resolveFinding({ ...none, findingId: 'none', note: 'x' }),
  },
  'intake.sendToVerification': { roles: ['clerk'], call: async (c) => await c.intake.sendToVerification(none) },
  'intake.resume': { roles: ['clerk'], call: async (c) => await c.intake.resume(none) },
  'intake.withdraw': { roles: ['clerk'], call: async (c) => await c.intake.withdraw({ ...none, reason: 'x' }) },
  'verification.queue': { roles: ['supervisor'], call: async (c) => await c.verification.queue() },
  'verification.get': { roles: ['supervisor'], call: async (c) => await c.verification.get(none) },
  'verification.confirmField': {
    roles: ['supervisor'],
    call: async (c) => await c.verification.confirmField({ ...paper, key: 'k' }),
  },
  'verification.correctField': {
    roles: ['supervisor'],
    call: async (c) => await c.verification.correctField({ ...paper, key: 'k', value: '' }),
  },
  'verification.preflight': { roles: ['supervisor'], call: async (c) => await c.verification.preflight(none) },
  'verification.acceptFinding': {
    roles: ['supervisor'],
    call: async (c) => await c.verification.acceptFinding({ ...none, findingId: 'none', note: 'x' }),
  },
  'verification.approve': { roles: ['supervisor'], call: async (c) => await c.verification.approve(none) },
  'verification.returnDossier': {
    roles: ['supervisor'],
    call: async (c) => await c.verification.returnDossier({ ...none, code: 'other', words: 'x' }),
  },
  'delivery.overview': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.overview(),
  },
  'delivery.list': { roles: ['clerk', 'supervisor', 'administrator'], call: async (c) => await c.delivery.list() },
  'delivery.sendNow': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.sendNow(),
  },
  'delivery.pause': { roles: ['clerk', 'supervisor', 'administrator'], call: async (c) => await c.delivery.pause() },
  'delivery.resume': { roles: ['clerk', 'supervisor', 'administrator'], call: async (c) => await c.delivery.resume() },
  'delivery.setSendAt': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.setSendAt({ sendAt: null }),
  },
  'delivery.retry': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.retry(none),
  },
  'delivery.setPlan': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.setPlan({ sendAt: null, idleMinutes: null, kbitPerSecond: null }),
  },
  'delivery.hold': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.hold({ ...none, reason: 'x' }),
  },
  'delivery.release': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.release(none),
  },
  'delivery.handOver': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.handOver({ ...none, note: 'x' }),
  },
  'delivery.putFirst': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.putFirst(none),
  },
  'delivery.replace': {
    roles: ['supervisor', 'administrator'],
    call: async (c) => await c.delivery.replace({ ...none, reason: 'x' }),
  },
  'delivery.exportSent': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.exportSent({ from: '2026-11-22', until: '2026-11-22' }),
  },
  'delivery.reopen': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.reopen({ ...none, reason: 'x' }),
  },
  'delivery.receipt': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.delivery.receipt(none),
  },
  'station.events': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await (await c.station.events()).return(undefined),
  },
  'station.procedures': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.station.procedures(),
  },
  'station.today': { roles: ['clerk', 'supervisor', 'administrator'], call: async (c) => await c.station.today() },
  'station.settings': {
    roles: ['clerk', 'supervisor', 'administrator'],
    call: async (c) => await c.station.settings(),
  },
  'station.saveSettings': { roles: ['administrator'], call: async (c) => await c.station.saveSettings(settings) },
  'station.health': { roles: ANYBODY, call: async (c) => await c.station.health() },
  'station.saveRetention': { roles: ['administrator'], call: async (c) => await c.station.saveRetention({ days: 30 }) },
  'station.purgeNow': { roles: ['administrator'], call: async (c) => await c.station.purgeNow() },
  'jobs.list': { roles: ANYBODY, call: async (c) => await c.jobs.list() },
  'jobs.tryNow': { roles: ANYBODY, call: async (c) => await c.jobs.tryNow({ jobId: 'none' }) },
  'jobs.hold': { roles: ANYBODY, call: async (c) => await c.jobs.hold({ jobId: 'none', reason: 'x' }) },
  'jobs.release': { roles: ANYBODY, call: async (c) => await c.jobs.release({ jobId: 'none' }) },
  'jobs.handOver': { roles: ANYBODY, call: async (c) => await c.jobs.handOver({ jobId: 'none', note: 'x' }) },
  'care.state': { roles: ANYBODY, call: async (c) => await c.care.state() },
  'care.saveBackup': {
    roles: ['administrator'],
    call: async (c) => await c.care.saveBackup({ folder: null, at: null, keep: 7 }),
  },
  'care.backUpNow': { roles: ['administrator'], call: async (c) => await c.care.backUpNow() },
  'care.checkNow': { roles: ['administrator'], call: async (c) => await c.care.checkNow({ mend: false }) },
  'intake.dismissFile': {
    roles: ['clerk'],
    call: async (c) => await c.intake.dismissFile({ ...none, fileId: 'none' }),
  },
  'station.accounts': { roles: ['administrator'], call: async (c) => await c.station.accounts() },
};

describe('rights', () => {
  it('are written down here for every procedure', () => {
    const procedures = Object.entries(station.backend.router).flatMap(([area, calls]) =>
      area === 'session' ? [] : Object.keys(calls).map((name) => `${area}.${name}`),
    );
    expect(Object.keys(CALLS).toSorted()).toEqual(procedures.toSorted());
  });

  it.each(Object.entries(CALLS))('%s is for these roles alone, and for nobody who is not signed in', async (_, {
    roles,
    call,
  }) => {
    await expectFailure(call(station.client('nobody')), 'not-signed-in');
    for (const [role, client] of people) {
      if (!roles.includes(role)) await expectFailure(call(client), 'role-not-allowed');
      else {
        const refusal = await call(client).then(
          () => null,
          (error: { readonly data?: { readonly code?: string } }) => error.data?.code,
        );
        expect(refusal).not.toBe('role-not-allowed');
        expect(refusal).not.toBe('unexpected');
      }
    }
  });
});

describe('signing in', () => {
  it('is refused in the same words whichever of name and password is wrong', async () => {
    const client = station.client('new');
    await expectFailure(client.session.signIn({ username: 'hanh', password: 'sai' }), 'wrong-credentials');
    await expectFailure(client.session.signIn({ username: 'nobody', password: 'mau-2026' }), 'wrong-credentials');
    expect((await client.session.current()).person).toBeNull();
  });

  it('belongs to one window and ends there', async () => {
    const [one, two] = [station.client('one'), station.client('two')];
    await one.session.signIn({ username: ' HANH ', password: 'mau-2026' });
    expect((await one.session.current()).person).toMatchObject({ displayName: 'Nguyễn Thị Hạnh', role: 'clerk' });
    expect((await two.session.current()).person).toBeNull();
    await one.session.signOut();
    await expectFailure(one.intake.list(), 'not-signed-in');
  });

  it('shows training accounts and never a password hash', async () => {
    const current = await station.client('new').session.current();
    expect(current.trainingAccounts.map((account) => account.username)).toEqual(['hanh', 'binh', 'lan', 'quantri']);
    expect(current.station).toMatchObject({ training: true, name: 'Quầy 4' });
    const accounts = await people.get('administrator')?.station.accounts();
    expect(JSON.stringify(accounts)).not.toContain('scrypt');
  });
});

describe('input', () => {
  it('of a wrong shape is refused without repeating it', async () => {
    const clerk = people.get('clerk');
    const wrong = { procedureCode: 12345 } as unknown as { procedureCode: string };
    const detail = await expectFailure(clerk!.intake.open(wrong), 'request-invalid');
    expect(detail).toBeUndefined();
  });

  it('of an agency code that makes no dossier code is refused', async () => {
    const administrator = people.get('administrator');
    await expectFailure(
      administrator!.station.saveSettings({ ...settings, agencyCode: 'phường 1' }),
      'request-invalid',
    );
  });
});
