import { createHash } from 'node:crypto';
import { startTestStation } from './test-station.ts';

// Hands files to a station as fast as it takes them and prints a line for each that it acknowledged, until killed.
const [dataDir, run] = process.argv.slice(2);
if (dataDir === undefined || run === undefined) throw new Error('usage: capture-until-killed.ts DATA_DIR RUN');
const station = await startTestStation({ dataDir });
const clerk = await station.as('hanh');
console.log(JSON.stringify({ ready: true }));

async function capture(lane: number): Promise<void> {
  const dossier = await clerk.intake.open({ procedureCode: '1.004222' });
  console.log(JSON.stringify({ dossierId: dossier.id, code: dossier.code }));
  for (let number = 0; ; number += 1) {
    const script = { salt: `${run} ${lane} ${number} ${'x'.repeat(50_000)}`, papers: [{ type: 'other' as const }] };
    const bytes = new TextEncoder().encode(JSON.stringify(script));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const answer = await station.upload('hanh', dossier.id, bytes);
    const { fileId } = (await answer.json()) as { fileId: string };
    console.log(JSON.stringify({ dossierId: dossier.id, fileId, sha256 }));
  }
}

await Promise.all([0, 1, 2].map(capture));
