import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { Button } from './button.tsx';
import { Menu } from './menu.tsx';
import { Select } from './select.tsx';

// The page does not rest while a test looks: what comes, comes because somebody reached for it.
beforeEach(() => {
  vi.stubGlobal('requestIdleCallback', () => 1);
  vi.stubGlobal('cancelIdleCallback', () => undefined);
});

const chosen: string[] = [];
const select = (
  <Select
    label="Стадия"
    shown="Любая"
    options={[
      { key: 'new', title: 'Новая', text: 'Новая' },
      { key: 'won', title: 'Успех', text: 'Успех' },
    ]}
    chosen="new"
    onChoose={(key) => chosen.push(key)}
  />
);

it('a list pressed before it has come opens when it has', async () => {
  render(select);
  fireEvent.click(screen.getByRole('button', { name: 'Стадия' }));
  fireEvent.click(await screen.findByRole('option', { name: 'Успех' }));
  expect(chosen).toEqual(['won']);
});

it('a list that comes while the button is still held down is open', async () => {
  render(select);
  const standIn = screen.getByRole('button', { name: 'Стадия' });
  fireEvent.pointerEnter(standIn);
  fireEvent.pointerDown(standIn, { button: 0 });
  await vi.waitFor(() => expect(standIn.isConnected).toBe(false), 5000);
  expect(await screen.findByRole('option', { name: 'Успех' })).toBeTruthy();
});

it('a menu pressed before it has come opens when it has', async () => {
  const ran = vi.fn<() => void>();
  render(
    <Menu
      label="Ещё"
      trigger={<Button>Ещё</Button>}
      actions={[{ key: 'export', title: 'Выгрузить', onAction: ran }]}
    />,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Ещё' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Выгрузить' }));
  expect(ran).toHaveBeenCalledOnce();
});

it.each([
  ['list', select, 'Стадия'],
  ['menu', <Menu key="m" label="Ещё" trigger={<Button>Ещё</Button>} actions={[]} />, 'Ещё'],
])('the focus stays on the button of a %s that comes', async (_name, control, name) => {
  render(control);
  const standIn = screen.getByRole('button', { name });
  act(() => standIn.focus());
  await vi.waitFor(() => expect(standIn.isConnected).toBe(false), 5000);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: new RegExp(name) }));
});

it('nothing comes that nobody reaches for while the page is busy', async () => {
  render(select);
  await act(async () => await new Promise((resolve) => setTimeout(resolve, 50)));
  expect(document.querySelector('select')).toBeNull();
});
