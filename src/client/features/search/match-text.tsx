import type { TextPart } from '#contract/search.ts';
import { Text } from '#client/ui/text.tsx';

/** A text in parts, with what was searched for marked. */
export function MatchText({ parts }: { parts: readonly TextPart[] }) {
  return parts.map((part, index) =>
    part.isMatch ? (
      <mark key={index} className="rounded-mark bg-warning-soft text-inherit outline-1 outline-warning/40">
        <Text>{part.text}</Text>
      </mark>
    ) : (
      <Text key={index}>{part.text}</Text>
    ),
  );
}
