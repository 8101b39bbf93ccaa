/** What can be wrong with a portal. `none`: nothing. */
export const troubles = ['none', 'slow', 'redirect', 'application', 'portal', 'signed-out'] as const;
export type Trouble = (typeof troubles)[number];

export function isTrouble(value: unknown): value is Trouble {
  return troubles.some((trouble) => trouble === value);
}

/** How long a slow portal takes: longer than anybody waits for it. */
export const slowMs = 8_000;
