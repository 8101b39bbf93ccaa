import { memo } from 'react';
import { Text } from '#client/ui/text.tsx';
import { matchPieces } from './plain-text.ts';

/** A line of text in which what is searched for is marked. */
export const MarkedText = memo(function MarkedText({ text, q }: { text: string; q: string }) {
  const pieces = matchPieces(text, q);
  if (pieces.every((piece) => !piece.hit)) return <Text>{text}</Text>;
  return pieces.map((piece, index) =>
    piece.hit ? (
      <mark key={index} className="rounded-mark bg-warning-soft text-inherit outline-1 outline-warning/40">
        <Text>{piece.text}</Text>
      </mark>
    ) : (
      <Text key={index}>{piece.text}</Text>
    ),
  );
});
