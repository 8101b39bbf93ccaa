/** A bar on stderr; it moves only where a person looks on. `bytes`: size of what is read. */
export function createProgress(name: string, bytes: number) {
  const isTerminal = process.stderr.isTTY;
  const started = Date.now();
  let shownAt = 0;
  const line = (share: number, events: number) => {
    const width = 24;
    const full = Math.round(share * width);
    const perSecond = Math.round(events / Math.max(0.001, (Date.now() - started) / 1000));
    return `${name} [${'█'.repeat(full)}${'░'.repeat(width - full)}] ${Math.round(share * 100)} %  ${events} events, ${perSecond}/s`;
  };
  return {
    show(read: number, events: number): void {
      if (!isTerminal || Date.now() - shownAt < 100) return;
      shownAt = Date.now();
      process.stderr.write(`\r${line(bytes === 0 ? 1 : Math.min(1, read / bytes), events)}\u001B[K`);
    },
    end(events: number): void {
      process.stderr.write(`${isTerminal ? '\r' : ''}${line(1, events)}${isTerminal ? '\u001B[K' : ''}\n`);
    },
  };
}
