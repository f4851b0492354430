/** The path of an address on the server; another address as it is. */
export function uploadPath(fileUrl: string, baseUrl: string): string {
  return fileUrl.startsWith(baseUrl) ? fileUrl.slice(baseUrl.length) : fileUrl
}
