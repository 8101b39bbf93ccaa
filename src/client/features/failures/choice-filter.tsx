import { useFormat } from '#client/i18n/format.ts';
import { Select } from '#client/ui/select.tsx';
import { Text } from '#client/ui/text.tsx';

type ChoiceFilterProps = {
  label: string;
  /** What stands for no choice. */
  any: string;
  options: readonly { key: string; title: string; failures: number | null }[];
  chosen: string | null;
  onChange: (key: string | null) => void;
};

/** The key of «all»: nothing that can be chosen has an empty one. */
const all = '';

/** One of what failed in the range, with how often; what the address asks for stays to be seen although nothing of it failed. */
export function ChoiceFilter({ label, any, options, chosen, onChange }: ChoiceFilterProps) {
  const format = useFormat();
  const known =
    chosen === null || options.some((one) => one.key === chosen)
      ? options
      : [...options, { key: chosen, title: chosen, failures: 0 }];
  const title = known.find((one) => one.key === chosen)?.title ?? null;
  return (
    <Select
      label={label}
      shown={title === null ? any : <Text>{title}</Text>}
      isSet={chosen !== null}
      chosen={chosen ?? all}
      onChoose={(key) => onChange(key === all ? null : key)}
      options={[
        { key: all, title: any, text: any },
        ...known.map((one) => ({
          key: one.key,
          text: one.title,
          title: (
            <span className="flex justify-between gap-4">
              <span className="truncate">
                <Text>{one.title}</Text>
              </span>
              {one.failures !== null && <span className="text-muted">{format.number(one.failures)}</span>}
            </span>
          ),
        })),
      ]}
    />
  );
}
