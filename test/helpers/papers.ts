import type { ScriptedFile } from './fake-reader.ts';

/** An invented woman of the training range and her papers for procedure 1.004222. */
export const HANG = {
  citizenId: '001185900117',
  fullName: 'NGUYỄN THỊ HẰNG',
  dateOfBirth: '1985-03-02',
  gender: 'Nữ',
} as const;

export const CARD: ScriptedFile = {
  papers: [
    {
      type: 'citizen-card',
      fields: {
        citizenId: { value: HANG.citizenId, source: 'qr', confidence: 0.999 },
        fullName: { value: HANG.fullName, source: 'qr', confidence: 0.999 },
        dateOfBirth: { value: HANG.dateOfBirth, source: 'qr', confidence: 0.999 },
        gender: { value: HANG.gender, source: 'qr', confidence: 0.999 },
      },
    },
  ],
};

export const CT01: ScriptedFile = {
  papers: [
    {
      type: 'residence-change-form',
      fields: { ...HANG, request: 'Đăng ký thường trú', signedOn: '2026-11-20' },
    },
  ],
};

export const BIRTH: ScriptedFile = {
  papers: [
    {
      type: 'birth-certificate',
      fields: {
        certificateNumber: '12/2015',
        fullName: 'TRẦN MINH KHÔI',
        dateOfBirth: '2015-06-01',
        gender: 'Nam',
        motherName: HANG.fullName,
        registeredOn: '2015-06-20',
      },
    },
  ],
};
