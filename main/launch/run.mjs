// Every npm script of the project comes through here: `node main/launch/run.mjs TASK [arguments]`. It does all of its
// own set-up from a fresh clone on any Node from 18 on, then hands over to the project's own Node.
import { ensurePackages } from './packages.mjs';
import { LaunchError, say } from './process.mjs';
import { TASKS } from './tasks.mjs';

const [name = '', ...args] = process.argv.slice(2);
const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;

if (task === undefined) {
  say(`Không có việc "${name}". (No such task.) ${Object.keys(TASKS).join(' · ')}`);
  process.exitCode = 64;
} else {
  try {
    const node = await ensurePackages();
    process.exitCode = await task({ node, args });
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
