export const node = (depth: number, cut = ' xsi:nil="true"'): string =>
  depth === 0 ? `<Next${cut} />` : `<Next><Name>[string]</Name>${node(depth - 1, cut)}</Next>`;
