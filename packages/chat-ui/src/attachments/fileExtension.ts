/** The letters after a file name's last dot, when they look like a type. */
export function fileExtension(name: string): string | undefined {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase()
}
