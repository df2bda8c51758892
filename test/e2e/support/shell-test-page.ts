import { createORPCClient } from '@orpc/client';
import type { StationClient } from '../../../common/contract/contract.ts';
import type { StationInfo } from '../../../common/contract/session.ts';
import { findHost } from '../../../renderer/connection/host.ts';

/** What the page of the shell's tests offers to them. */
export interface ShellTestPage {
  /** Opens a line as the screens do and asks who the station is. */
  ask(): Promise<StationInfo>;
  linesLost(): number;
}

let lost = 0;

const page: ShellTestPage = {
  ask: async () => {
    const line = await findHost().openLine();
    void line.closed.then(() => {
      lost += 1;
    });
    const client: StationClient = createORPCClient(line.link);
    return (await client.session.current()).station;
  },
  linesLost: () => lost,
};
Object.assign(window, { shellTest: page });
