/** A day, as `2026-11-19` or empty. The browser's own field: it knows the calendar, the keyboard and the language. */
export function DateField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  return (
    <label className="flex h-8 items-center gap-2 rounded-control border border-line-strong bg-surface px-2 focus-within:outline-2 focus-within:outline-accent">
      <span className="text-s text-muted">{label}</span>
      <input
        type="date"
        max="9999-12-31"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="w-32 bg-transparent outline-none"
      />
    </label>
  );
}
