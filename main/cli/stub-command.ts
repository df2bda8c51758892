import { Command } from 'commander';
import { wholeNumber } from './exit-codes.ts';

const port = wholeNumber(0, 65_535);

/** `sohoa stub population|portal|scanner`: the stand-ins of the national systems and of a scanner, on this machine alone. */
export function stubCommand(): Command {
  const stub = new Command('stub').description('Hệ thống giả lập trên máy này. (Stand-ins of the national systems.)');
  stub
    .command('population')
    .description('CSDL dân cư giả lập. (Population database.)')
    .requiredOption('--port <P>', 'cổng, 0 = tự chọn (port, 0 = any)', port)
    .option('--citizens <N>', 'số công dân, mặc định 100000 (how many citizens)', wholeNumber(1))
    .option('--seed <S>', 'hạt giống (seed)')
    .action(async (options: { port: number; citizens?: number; seed?: string }) => {
      // Loaded when asked for: reading papers needs no server.
      const { runPopulationStub } = await import('../training/population/serve.ts');
      await runPopulationStub(options);
    });
  stub
    .command('portal')
    .description('Cổng DVC giả lập. (Public-services portal.)')
    .requiredOption('--port <P>', 'cổng, 0 = tự chọn (port, 0 = any)', port)
    .requiredOption('--data <DIR>', 'thư mục giữ những gì đã nhận (folder for what it gets)')
    .action(async (options: { port: number; data: string }) => {
      const { runPortalStub } = await import('../training/portal/serve.ts');
      await runPortalStub({ port: options.port, dataDir: options.data });
    });
  stub
    .command('scanner')
    .description('Máy quét mạng giả lập, eSCL. (Network scanner.)')
    .requiredOption('--port <P>', 'cổng, 0 = tự chọn (port, 0 = any)', port)
    .requiredOption('--pages <DIR>', 'thư mục ảnh JPEG của các trang (folder with JPEG images of the pages)')
    .action(async (options: { port: number; pages: string }) => {
      const { runScannerStub } = await import('../training/scanner/serve.ts');
      await runScannerStub({ port: options.port, pagesDir: options.pages });
    });
  return stub;
}
