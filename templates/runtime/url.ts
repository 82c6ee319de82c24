/** The URL that a text states, relative to `base` if that is given; undefined for any other text. */
export function parsedUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
