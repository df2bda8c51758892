import { useState } from 'react';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { client } from '../../connection/station-client.ts';
import { errorWords, stationErrorOf } from '../../connection/station-errors.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { editableFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { fieldValueOf } from '../fields/field-input.ts';
import { refreshLists, showDossier } from '../intake/use-dossier-orders.ts';
import { extendWalk, type FieldRef, type Found, findField, type Place, placeAfter, placeBeside } from './walk.ts';

export interface Verification {
  readonly walk: readonly FieldRef[];
  readonly place: Place;
  readonly current: Found | undefined;
  /** Confirmations on their way to the station. */
  readonly sent: ReadonlySet<FieldRef>;
  /** What stands in the value's box. */
  readonly typed: string;
  readonly changed: boolean;
  /** Why the station did not take what was typed, in words; null when it did. */
  readonly problem: string | null;
  readonly approving: boolean;
  readonly type: (text: string) => void;
  readonly confirm: () => void;
  readonly goTo: (place: Place) => void;
  readonly step: (by: 1 | -1) => void;
  readonly approve: () => void;
}

interface Confirmation {
  readonly ref: FieldRef;
  readonly paperId: string;
  readonly key: string;
  /** null = the value that stands. */
  readonly value: string | null;
}

/**
 * The supervisor's way through one dossier. Confirming goes on at once, and the station is told behind it, in order; when
 * it refuses, the way leads back to that field.
 */
export function useVerification(dossier: DossierDetail, onNext: () => void): Verification {
  const { t, language } = useText();
  const [known, setKnown] = useState<readonly FieldRef[]>(() => extendWalk([], dossier));
  const walk = extendWalk(known, dossier);
  if (walk !== known) setKnown(walk);
  const [sent, setSent] = useState<ReadonlySet<FieldRef>>(new Set());
  const [drafts, setDrafts] = useState<ReadonlyMap<FieldRef, string>>(new Map());
  const [place, setPlace] = useState<Place>(() => placeAfter(dossier, walk, null, new Set()));
  const [problems, setProblems] = useState<ReadonlyMap<FieldRef, string>>(new Map());
  const queue = `dossier-${dossier.id}`;

  const found = place.kind === 'field' ? findField(dossier, place.ref) : undefined;
  const ref = place.kind === 'field' ? place.ref : null;
  const original = found === undefined ? '' : editableFieldValue(found.field.value ?? '', found.field.kind);
  const typed = (ref === null ? undefined : drafts.get(ref)) ?? original;

  const forget = (done: FieldRef): void => setSent((all) => new Set([...all].filter((each) => each !== done)));
  const tell = useOrder(
    ({ paperId, key, value }: Confirmation) =>
      value === null
        ? client.verification.confirmField({ dossierId: dossier.id, paperId, key })
        : client.verification.correctField({ dossierId: dossier.id, paperId, key, value }),
    {
      queue,
      onDone: (news, confirmation) => {
        showDossier(news);
        forget(confirmation.ref);
        setDrafts((all) => new Map([...all].filter(([each]) => each !== confirmation.ref)));
      },
      onError: (error, confirmation) => {
        forget(confirmation.ref);
        setPlace({ kind: 'field', ref: confirmation.ref });
        const info = stationErrorOf(error);
        if (info.code !== 'field-value-invalid') return false;
        setProblems((all) => new Map(all).set(confirmation.ref, errorWords(info, language)));
        return true;
      },
    },
  );
  const approve = useOrder(() => client.verification.approve({ dossierId: dossier.id }), {
    queue,
    onDone: () => {
      sayDone(t('verify.approved', { code: dossier.code }));
      refreshLists();
      onNext();
    },
  });

  const confirm = (): void => {
    if (found === undefined || ref === null) return;
    const value = fieldValueOf(typed, found.field.kind);
    const stands = value === (found.field.value ?? '') && found.field.value !== null;
    const nowSent = new Set(sent).add(ref);
    // An answer may have come since this was drawn: what it took out must not come back.
    setSent((all) => new Set(all).add(ref));
    tell.mutate({ ref, paperId: found.paper.id, key: found.field.key, value: stands ? null : value });
    setPlace(placeAfter(dossier, walk, walk.includes(ref) ? ref : null, nowSent));
  };
  return {
    walk,
    place,
    current: found,
    sent,
    typed,
    changed: typed !== original,
    problem: (ref === null ? undefined : problems.get(ref)) ?? null,
    approving: approve.isPending,
    type: (text) => {
      if (ref === null) return;
      setDrafts((all) => new Map(all).set(ref, text));
      setProblems((all) => new Map([...all].filter(([each]) => each !== ref)));
    },
    confirm,
    goTo: setPlace,
    step: (by) => setPlace(placeBeside(walk, place, by)),
    approve: () => approve.mutate(undefined),
  };
}
