import { useShortcutGroups } from '#client/lib/shortcuts.ts';
import { Dialog } from './dialog.tsx';
import { Kbd } from './kbd.tsx';
import { useWords } from './words.ts';

const shown: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
};

/** The keys that work here, by page. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const groups = useShortcutGroups();
  return (
    <Dialog title={words.shortcuts} onClose={onClose}>
      {groups.map((group) => (
        <section key={group.title} className="mt-3">
          <h3 className="mb-1 text-s text-muted">{group.title}</h3>
          <dl>
            {group.shortcuts.map((one) => (
              <div key={one.key} className="flex items-center justify-between gap-4 border-t border-line py-1.5">
                <dt>{one.label}</dt>
                <dd className="flex gap-1">
                  {one.key.split('+').map((key) => (
                    <Kbd key={key}>{shown[key] ?? key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
