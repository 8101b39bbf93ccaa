import { createMask, readMaskRules } from '#server/access/mask.ts';
import { readRoute, type Registrar, route } from '#server/http/endpoint.ts';
import type { JournalStore } from '#server/store/journal-store.ts';

export type MaskingRoutesOptions = {
  store: Pick<JournalStore, 'portals'>;
  /** Told when a portal's rules are others from now on. */
  onChange(portalNo: number): void;
};

/** What is hidden of a portal's journals, and from whom. */
export function registerMaskingRoutes(registrar: Registrar, { store, onChange }: MaskingRoutesOptions): void {
  readRoute(registrar, 'masking', async ({ portal }) => readMaskRules(portal.masking));

  readRoute(registrar, 'putMasking', async ({ portal, body, note }) => {
    await note({
      object: { kind: 'portal', id: portal.portal },
      details: { roles: body.roles, kinds: body.kinds, fields: body.fields },
    });
    await store.portals.put(portal.portal, { masking: JSON.stringify(body) });
    onChange(portal.portalNo);
    return body;
  });

  route(registrar, 'tryMasking', async ({ body }) => ({ masked: tryOn(body.text, createMask(body.rules)) }));
}

/** JSON is masked as what a writer sends in details, any other text as a message. */
function tryOn(text: string, mask: ReturnType<typeof createMask>): string {
  const data = jsonOf(text);
  if (data === null) return mask.text(text);
  const { value, masked } = mask.data(data);
  const indent = /^\s*[[{]\r?\n( {1,8}|\t)/.exec(text)?.[1];
  return masked ? JSON.stringify(value, null, indent) : text;
}

function jsonOf(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
