import { runPortalStub } from '../../../main/training/portal/serve.ts';

// A portal stand-in in a process of its own, to be killed.
const [port, dataDir] = process.argv.slice(2);
if (port === undefined || dataDir === undefined) throw new Error('portal-process.ts PORT DIR');
await runPortalStub({ port: Number(port), dataDir });
