import { StationError } from '../../../../common/contract/errors.ts';
import type { Person, Role } from '../../../../common/contract/session.ts';
import type { AccountRecord } from '../../../../storage/accounts/reader.ts';
import { stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

/** Who is signed in on which client. Lives as long as the backend: a restart signs everybody out. */
export class Sessions {
  readonly #context: ServiceContext;
  readonly #accountIds = new Map<string, string>();
  /** Checked against when there is no such account, so that both refusals take the same time. */
  #nobody: Promise<string> | null = null;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** The role is looked up each time, so that a change of it holds at once. */
  async current(client: string): Promise<Person | null> {
    const id = this.#accountIds.get(client);
    const account = id === undefined ? null : await this.#context.store.read.accounts.find(id);
    return account?.active === true ? toPerson(account) : null;
  }

  /** @throws StationError not-signed-in, role-not-allowed */
  async require(client: string, roles: readonly Role[]): Promise<Person> {
    const person = await this.current(client);
    if (person === null) throw new StationError('not-signed-in');
    if (!roles.includes(person.role)) throw new StationError('role-not-allowed');
    return person;
  }

  /** @throws StationError wrong-credentials, whichever of the two is wrong */
  async signIn(client: string, username: string, password: string): Promise<Person> {
    const { store, clock } = this.#context;
    const account = await store.read.accounts.findByUsername(username.trim().toLowerCase());
    const matches = await verifyPassword(password, account?.passwordHash ?? (await this.#nobodysHash()));
    const accepted = matches && account?.active === true ? account : null;
    await store.transaction(async ({ write }) => {
      const event = accepted !== null ? 'sign-in' : 'sign-in-refused';
      await write.audit.add({ at: stamp(clock), byId: account?.id ?? null, event });
    });
    if (accepted === null) throw new StationError('wrong-credentials');
    this.#accountIds.set(client, accepted.id);
    return toPerson(accepted);
  }

  async #nobodysHash(): Promise<string> {
    this.#nobody ??= hashPassword('');
    return await this.#nobody;
  }

  async signOut(client: string): Promise<void> {
    const { store, clock } = this.#context;
    const id = this.#accountIds.get(client);
    if (id === undefined) return;
    this.#accountIds.delete(client);
    await store.transaction(async ({ write }) => {
      await write.audit.add({ at: stamp(clock), byId: id, event: 'sign-out' });
    });
  }
}

function toPerson({ id, username, displayName, role }: AccountRecord): Person {
  return { id, username, displayName, role };
}
