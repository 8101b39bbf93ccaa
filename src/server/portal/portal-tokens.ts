/** No longer than the frame itself lives. */
const tokenMs = 10 * 60 * 1000;
const mostKept = 20_000;

/** What a portal's user may do there, lent for as long as his frame is open; and what the portal said of cards. */
export type LentToken = {
  portalNo: number;
  user: string;
  /** Where the token may be shown: the portal's address when it was lent. */
  origin: string;
  authId: string;
  until: number;
};

/**
 * Access tokens of the portal's users, by the launch they came with. In memory and nowhere else: after a restart a
 * frame has to come again, and the portal says anew who it is.
 */
export function createPortalTokens(now: () => number) {
  const lent = new Map<number, LentToken>();

  function forgetOld(): void {
    // Lent one after another for the same time: the first are the oldest.
    for (const [launchNo, { until }] of lent) {
      if (until > now() && lent.size <= mostKept) return;
      lent.delete(launchNo);
    }
  }

  return {
    lend(launchNo: number, token: Omit<LentToken, 'until'>): void {
      lent.delete(launchNo);
      lent.set(launchNo, { ...token, until: now() + tokenMs });
      forgetOld();
    },
    of(launchNo: number): LentToken | null {
      const token = lent.get(launchNo);
      return token === undefined || token.until <= now() ? null : token;
    },
    forget(launchNo: number): void {
      lent.delete(launchNo);
    },
    endPortal(portalNo: number): void {
      for (const [launchNo, token] of lent) if (token.portalNo === portalNo) lent.delete(launchNo);
    },
  };
}

export type PortalTokens = ReturnType<typeof createPortalTokens>;
