/** Russian counts with one, few and many; English with one and other. */
type EnglishKey<K> = K extends `${infer Base}_few` | `${infer Base}_many` ? `${Base}_other` : K;

/** The shape that a translation of a Russian area must have: the compiler finds a missing or a stale key. */
export type Translation<T> = {
  [K in keyof T as EnglishKey<K>]: T[K] extends string
    ? string
    : T[K] extends readonly string[]
      ? readonly string[]
      : Translation<T[K]>;
};
