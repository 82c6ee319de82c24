export interface QName {
  readonly namespace: string;
  readonly local: string;
}

/** `{namespace}local` */
export function clark({ namespace, local }: QName): string {
  return `{${namespace}}${local}`;
}
