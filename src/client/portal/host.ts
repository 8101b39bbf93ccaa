/** What the portal says about the person who looks: with it the server gives a bearer. */
export type Proof = { kind: 'authId'; authId: string } | { kind: 'token'; token: string };

/** What the place we are shown in can do for us. A port: the pages do not know which portal is around, or whether one is. */
export type Host = {
  kind: 'standalone' | 'bitrix24' | 'signed';
  /** Asks for a frame of this height, in pixels. */
  reportHeight: (height: number) => void;
  /** Opens an address of the portal within the portal. False: it does not, and the link is one like any other. */
  openLink: (url: string) => boolean;
  /** Asks the portal who looks, now. Rejects with `PortalSilent`. */
  proof: () => Promise<Proof>;
};

/** The portal gave no proof: its user signed out, it does not answer, or there is no portal around. */
export class PortalSilent extends Error {
  override readonly name = 'PortalSilent';
}
