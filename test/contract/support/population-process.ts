import { runPopulationStub } from '../../../main/training/population/serve.ts';

// A population stand-in in a process of its own.
const [port, citizens, seed] = process.argv.slice(2);
if (port === undefined || citizens === undefined || seed === undefined) {
  throw new Error('population-process.ts PORT CITIZENS SEED');
}
await runPopulationStub({ port: Number(port), citizens: Number(citizens), seed });
