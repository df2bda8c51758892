/** How the Electron shell starts reader processes for a backend that can't fork; only the backend may touch ocr. */
export { READER_ENVIRONMENT, READER_FLAGS } from '../../ocr/host/reader-environment.ts';
export type { LaunchReaderProcess } from '../../ocr/reader.ts';
