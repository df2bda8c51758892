import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CommandProvider } from '../commands/use-commands.tsx';
import { queryClient } from '../connection/station-client.ts';
import { theme } from '../design/theme.ts';
import { ConnectionGate } from './connection-gate.tsx';
import { SessionGate } from './session-gate.tsx';

/** The whole of the screens, from the outermost concern inwards. */
export function App(): ReactNode {
  return (
    <MantineProvider theme={theme} defaultColorScheme="light">
      <Notifications position="top-center" limit={3} autoClose={4500} containerWidth={440} />
      <QueryClientProvider client={queryClient}>
        <CommandProvider>
          <ConnectionGate>
            <SessionGate />
          </ConnectionGate>
        </CommandProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
