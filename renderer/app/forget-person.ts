import { notifications } from '@mantine/notifications';
import { queryClient, station } from '../connection/station-client.ts';

/** Takes what belonged to the last person off the screens and asks anew who is signed in. */
export async function forgetPerson(): Promise<void> {
  const queryKey = station.session.current.queryKey();
  notifications.clean();
  await queryClient.cancelQueries();
  await queryClient.refetchQueries({ queryKey });
  const kept = JSON.stringify(queryKey);
  queryClient.removeQueries({ predicate: (query) => JSON.stringify(query.queryKey) !== kept });
}
