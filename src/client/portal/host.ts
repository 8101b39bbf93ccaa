/** What the place we are shown in can do for us. A port: the pages do not know whether a portal is around. */
export type Host = {
  kind: 'standalone' | 'frame';
  /** Asks for a frame of this height, in pixels. */
  reportHeight: (height: number) => void;
};
