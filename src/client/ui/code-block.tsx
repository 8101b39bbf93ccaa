import { CopyButton } from './copy-button.tsx';

/** Lines to take along: they scroll sideways, by keys as well, and are copied whole. */
export function CodeBlock({ text, label, copyLabel }: { text: string; label: string; copyLabel?: string }) {
  return (
    <div className="relative rounded-control border border-line bg-sunken">
      <pre
        role="region"
        aria-label={label}
        // A long line scrolls sideways: by keys as well.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="overflow-x-auto py-2.5 [font-variant-ligatures:none] pr-11 pl-3 font-mono text-xs/5"
      >
        {text}
      </pre>
      <span className="absolute top-1 right-1 rounded-control bg-sunken">
        <CopyButton isIconOnly text={text} label={copyLabel ?? label} />
      </span>
    </div>
  );
}
