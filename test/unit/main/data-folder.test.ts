import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trainingDataFolder } from '../../../main/backend/data-folder.ts';

describe('the folder of the training station', () => {
  const linux = { platform: 'linux', env: {}, home: '/home/hanh' } as const;

  it('is the one that was named, before all', () => {
    const here = { ...linux, env: { SOHOA_DATA: '/other' } };
    expect(trainingDataFolder('data', here)).toBe(resolve('data'));
    expect(trainingDataFolder(undefined, here)).toBe('/other');
  });

  it('is else in the person’s own data folder, as the XDG specification has it', () => {
    expect(trainingDataFolder(undefined, linux)).toBe('/home/hanh/.local/share/tram-so-hoa-training');
    expect(trainingDataFolder(undefined, { ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe(
      '/data/tram-so-hoa-training',
    );
    expect(trainingDataFolder(undefined, { ...linux, env: { XDG_DATA_HOME: 'relative' } })).toBe(
      '/home/hanh/.local/share/tram-so-hoa-training',
    );
  });

  it('follows the customs of macOS and Windows', () => {
    expect(trainingDataFolder(undefined, { ...linux, platform: 'darwin' })).toContain('Library/Application Support');
    const windows = {
      platform: 'win32',
      env: { APPDATA: '/Users/hanh/AppData/Roaming' },
      home: '/Users/hanh',
    } as const;
    expect(trainingDataFolder(undefined, windows)).toBe('/Users/hanh/AppData/Roaming/tram-so-hoa-training');
  });
});
