import { act, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { useAddressState } from './address-state.ts';

type State = { text: string; failures: string };
const read = (params: URLSearchParams): State => ({
  text: params.get('text') ?? '',
  failures: params.get('failures') ?? '',
});
function write(state: State, base: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(base);
  for (const [name, value] of Object.entries(state)) {
    if (value === '') params.delete(name);
    else params.set(name, value);
  }
  return params;
}

function Page() {
  const [state, change] = useAddressState(read, write);
  return (
    <>
      <output>{JSON.stringify(state)}</output>
      <button
        type="button"
        onClick={() => {
          change({ text: 'договор' });
          change({ failures: '1' });
        }}
      >
        both
      </button>
      <button type="button" onClick={() => change({ text: '' })}>
        none
      </button>
    </>
  );
}

async function open(address: string) {
  const router = createMemoryRouter([{ path: '/', element: <Page />, loader: async () => null }], {
    initialEntries: [address],
  });
  render(<RouterProvider router={router} />);
  await screen.findByRole('status');
  return router;
}

const press = async (name: string) => await act(async () => screen.getByRole('button', { name }).click());

it('keeps both of two changes that are made before the address shows the first', async () => {
  const router = await open('/?portal=main');
  await press('both');
  expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual({
    portal: 'main',
    text: 'договор',
    failures: '1',
  });
});

it('starts from the address again when that has changed by other means', async () => {
  const router = await open('/');
  await press('both');
  await act(async () => await router.navigate('/?text=other'));
  await press('none');
  expect(router.state.location.search).toBe('');
});
