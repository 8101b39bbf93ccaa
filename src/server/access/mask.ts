/** Hides personal data from a reader whose role does not need it. Pure; made of a portal's rules. */
export type Mask = {
  text(text: string): string;
  /** An answer with every text in it masked, and whether anything was. Ids, moments and codes stay as they are. */
  answer<T>(value: T): { value: T; masked: boolean };
};
