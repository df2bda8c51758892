/** How the Electron shell starts reader processes for a backend that can't fork; only the backend may touch ocr. */
export type { LaunchReaderProcess } from '../../ocr/reader.ts';
