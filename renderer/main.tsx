import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './design/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { connection } from './connection/station-client.ts';
import { startI18n } from './i18n/i18n.ts';

startI18n();
connection.open();
// A file that misses the place for files must not replace the station with itself.
for (const event of ['dragover', 'drop']) window.addEventListener(event, (drag) => drag.preventDefault());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root element');
createRoot(root).render(<App />);
