import { Button } from '@mantine/core';
import { IconAlertTriangle, IconMapQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../design/empty-state.tsx';
import { useText } from '../i18n/use-text.ts';

/** A fault of the screen itself; what the station saved is not touched by it. */
export function FailedScreen({ reset }: { readonly reset: () => void }): ReactNode {
  const { t } = useText();
  return (
    <EmptyState
      icon={<IconAlertTriangle size={28} />}
      title={t('app.failed')}
      action={
        <Button variant="filled" onClick={reset}>
          {t('app.reload')}
        </Button>
      }
    >
      {t('app.failedHint')}
    </EmptyState>
  );
}

export function NotFoundScreen(): ReactNode {
  const { t } = useText();
  return (
    <EmptyState icon={<IconMapQuestion size={28} />} title={t('app.notFound')}>
      {t('app.notFoundHint')}
    </EmptyState>
  );
}
