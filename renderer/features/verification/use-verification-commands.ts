import type { Command } from '../../commands/command.ts';
import { editableFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { MOST_CANDIDATES } from './current-field.tsx';
import type { Verification } from './use-verification.ts';

interface VerificationCommands {
  readonly confirm: Command;
  readonly back: Command;
  readonly return: Command;
  readonly approve: Command;
  readonly all: readonly Command[];
}

interface DeskActions {
  /** The portal would refuse the dossier as it stands. */
  readonly blocked: boolean;
  readonly openReturn: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

/** What the supervisor can do at a field, all of it without leaving the keyboard. */
export function useVerificationCommands(
  verification: Verification,
  { blocked, openReturn, onStep }: DeskActions,
): VerificationCommands {
  const { t } = useText();
  const atField = (): boolean => verification.place.kind === 'field';
  const always = (): boolean => true;
  const candidates = verification.current?.field.candidates.slice(0, MOST_CANDIDATES) ?? [];
  const confirm: Command = {
    id: 'verify.confirm',
    label: verification.changed ? t('verify.confirmChanged') : t('verify.confirm'),
    keys: ['Enter'],
    inText: true,
    when: atField,
    run: verification.confirm,
  };
  const back: Command = {
    id: 'verify.back',
    label: t('verify.back'),
    keys: ['Shift+Enter'],
    inText: true,
    when: () => verification.walk.length > 0 && !(atField() && verification.walk[0] === refAt(verification)),
    run: () => verification.step(-1),
  };
  const returning: Command = {
    id: 'verify.return',
    label: t('verify.return'),
    keys: ['F8'],
    when: always,
    run: openReturn,
  };
  const approve: Command = {
    id: 'verify.approve',
    label: t('verify.approve'),
    keys: ['Enter'],
    when: () =>
      verification.place.kind === 'final' && !blocked && verification.sent.size === 0 && !verification.approving,
    run: verification.approve,
  };
  const picks = candidates.map(
    (candidate, index): Command => ({
      id: `verify.pick-${index + 1}`,
      label: t('verify.pick', { number: index + 1 }),
      keys: [`Alt+${index + 1}`],
      when: atField,
      run: () => verification.type(editableFieldValue(candidate.value, verification.current?.field.kind ?? 'text')),
    }),
  );
  return {
    confirm,
    back,
    return: returning,
    approve,
    all: [
      confirm,
      approve,
      back,
      returning,
      ...picks,
      {
        id: 'verify.down',
        label: t('intake.nextField'),
        keys: ['ArrowDown'],
        inText: true,
        when: atField,
        run: () => verification.step(1),
      },
      {
        id: 'verify.up',
        label: t('intake.previousField'),
        keys: ['ArrowUp'],
        inText: true,
        when: always,
        run: () => verification.step(-1),
      },
      { id: 'verify.next', label: t('verify.next'), keys: ['Alt+PageDown'], when: always, run: () => onStep(1) },
      { id: 'verify.previous', label: t('verify.previous'), keys: ['Alt+PageUp'], when: always, run: () => onStep(-1) },
    ],
  };
}

function refAt(verification: Verification): string | null {
  return verification.place.kind === 'field' ? verification.place.ref : null;
}
