/** Every Chromium that seems to be on this machine, best first. `CHROMIUM_PATH` decides alone when it is set. */
export function chromiumCandidates(): string[];
