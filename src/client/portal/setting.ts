import { createContext, use } from 'react';
import type { Setting } from '#client/paths.ts';

/** Whether our own frame is around the page. Links keep to the setting they stand in. */
export const SettingContext = createContext<Setting>('page');

export function useSetting(): Setting {
  return use(SettingContext);
}
