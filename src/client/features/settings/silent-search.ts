import * as z from 'zod/mini';

export const silentViews = ['chart', 'table'] as const;
export type SilentView = (typeof silentViews)[number];

const schema = z.object({ view: z.catch(z.enum(silentViews), 'chart') });

export function readSilentView(params: URLSearchParams): SilentView {
  return schema.parse({ view: params.get('view') }).view;
}

export function writeSilentView(view: SilentView, base = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams(base);
  if (view === 'chart') params.delete('view');
  else params.set('view', view);
  return params;
}
