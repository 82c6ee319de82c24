/** Shows on a terminal what is being measured, in one line that `finish` removes. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
}

export function finish(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[2K");
}
