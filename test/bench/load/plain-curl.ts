import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Uploads files as one would by hand: curl, one file after another over one connection, from its first byte again when
 * the line breaks. Returns seconds. Throws when a file didn't arrive.
 */
export async function uploadByCurl(files: readonly string[], url: string): Promise<number> {
  const config = files.map((file) => `upload-file = "${file}"\nurl = "${url}/"\noutput = /dev/null`).join('\n');
  const start = performance.now();
  const options = ['--silent', '--show-error', '--fail', '--retry', '100', '--retry-all-errors', '--retry-delay', '1'];
  const curl = spawn('curl', [...options, '--config', '-'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const exited = once(curl, 'exit');
  curl.stdin.end(config);
  const [code] = await exited;
  if (code !== 0) throw new Error(`curl ended with ${code}`);
  return (performance.now() - start) / 1000;
}
