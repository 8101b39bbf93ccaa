/** What was written in a field, without the spaces around it. */
export function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Takes the writer to the first field of which something is wrong; false when nothing is. Fields are named as faults are. */
export function focusFirst(form: HTMLFormElement, faults: object): boolean {
  const [first] = Object.keys(faults);
  if (first === undefined) return false;
  form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  return true;
}
