import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { run, versionOf } from './processes.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  /** By program or package. */
  readonly versions: Readonly<Record<string, string>>;
  readonly commit: string;
  /** Load average of the last minute when asked: figures of a busy machine are ratios at best. */
  readonly load: number;
}

/** Packages whose version decides what is read and how fast. */
const PACKAGES = ['sharp', 'tesseract.js', 'onnxruntime-node', 'onnxruntime-web', 'zxing-wasm', '@hyzyla/pdfium'];

/** What figures are measured on. */
export async function describeMachine(): Promise<Machine> {
  const commit = await run('git', ['rev-parse', '--short', 'HEAD']).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    versions: await findVersions(),
    commit,
    load: currentLoad(),
  };
}

export function currentLoad(): number {
  return loadavg()[0] ?? 0;
}

async function findVersions(): Promise<Record<string, string>> {
  const versions: Record<string, string> = { Node: process.versions.node };
  const tesseract = await versionOf('tesseract', ['--version'], /tesseract ([\d.]+)/);
  if (tesseract !== undefined) versions.tesseract = tesseract;
  const ocrmypdf = await versionOf('ocrmypdf', ['--version'], /([\d.]+)/);
  if (ocrmypdf !== undefined) versions.OCRmyPDF = ocrmypdf;
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of PACKAGES) {
    const version = manifest.dependencies[name];
    if (version !== undefined) versions[name] = version;
  }
  return versions;
}

export function describeMachineLine(machine: Machine, loadAfter: number): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB · ${machine.system}`,
    `commit ${machine.commit} · load average before ${machine.load.toFixed(1)}, after ${loadAfter.toFixed(1)}`,
    versions.join(', '),
  ].join(' · ');
}

/** Said of figures that others' work has spoilt; empty on a quiet machine. */
export function noisyNote({ load }: Machine): string {
  if (load <= 1) return '';
  return '**The machine was busy before this run** (load above 1): wall times are worth little, ratios of one run something, CPU times most.';
}
