import { Outlet } from 'react-router';
import { SettingsNav } from '#client/features/settings/settings-nav.tsx';
import { UnsavedScope } from '#client/features/settings/unsaved.tsx';

/** The frame of the settings: their pages at the side, on small screens above. */
export function SettingsPage() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 large:grid-cols-[200px_minmax(0,1fr)] large:gap-8">
      <SettingsNav />
      <div className="min-w-0">
        <UnsavedScope>
          <Outlet />
        </UnsavedScope>
      </div>
    </div>
  );
}
