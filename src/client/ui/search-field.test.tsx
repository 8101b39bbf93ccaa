import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { SearchField } from './search-field.tsx';

it('tells what was typed when it is left, before the press that it was left for', async () => {
  const happened: string[] = [];
  render(
    <>
      <SearchField label="Поиск" value="" onSearch={(text) => happened.push(text)} restMs={60_000} />
      <button type="button" onClick={() => happened.push('pressed')}>
        Строка
      </button>
    </>,
  );
  await userEvent.type(screen.getByRole('textbox'), 'кофе ');
  expect(happened).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Строка' }));
  expect(happened).toEqual(['кофе', 'pressed']);
});

it('tells nothing when it is left as it was', async () => {
  const onSearch = vi.fn<(text: string) => void>();
  render(<SearchField label="Поиск" value="кофе" onSearch={onSearch} />);
  await userEvent.click(screen.getByRole('textbox'));
  await userEvent.tab();
  expect(onSearch).not.toHaveBeenCalled();
});
