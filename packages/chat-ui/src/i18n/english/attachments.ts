import type { Strings } from '../strings.ts'

/** Pictures and files. */
export const attachmentsStrings = {
  uploading: (percent) => `Uploading, ${percent}`,
  openImage: (name) => `Open ${name}`,
  imageFailed: 'The image could not be loaded',
  loadingAttachment: 'Loading…',
  download: (name) => `Download ${name}`,
  removeAttachment: (name) => `Remove ${name}`,
  cancelUpload: (name) => `Cancel sending ${name}`,
  fileType: (extension) => extension.toUpperCase(),
  actualSize: 'Actual size',
} satisfies Partial<Strings>
