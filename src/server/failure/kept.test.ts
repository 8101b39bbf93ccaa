import { expect, it } from 'vitest';
import { createKept } from './kept.ts';

function counting() {
  const clock = { now: 0 };
  const made: string[] = [];
  const kept = createKept<string>(() => clock.now);
  const ask = async (portalNo: number, question: string, fails = false) =>
    await kept.get(portalNo, question, async () => {
      made.push(`${portalNo} ${question}`);
      await Promise.resolve();
      if (fails) throw new Error('no');
      return `${question}!`;
    });
  return { clock, made, kept, ask };
}

it('reads once for those who ask at once, and for those who come soon', async () => {
  const { clock, made, ask } = counting();
  expect(await Promise.all([ask(1, 'a'), ask(1, 'a'), ask(1, 'b'), ask(2, 'a')])).toEqual(['a!', 'a!', 'b!', 'a!']);
  clock.now = 9_999;
  await ask(1, 'a');
  expect(made).toEqual(['1 a', '1 b', '2 a']);
  clock.now = 10_000;
  await ask(1, 'a');
  expect(made).toEqual(['1 a', '1 b', '2 a', '1 a']);
});

it('reads anew what somebody decided about, in that portal only', async () => {
  const { made, kept, ask } = counting();
  await ask(1, 'a');
  await ask(2, 'a');
  kept.forget(1);
  await ask(1, 'a');
  await ask(2, 'a');
  expect(made).toEqual(['1 a', '2 a', '1 a']);
});

it('keeps no failure, and not more than a few answers', async () => {
  const { made, ask } = counting();
  await expect(ask(1, 'a', true)).rejects.toThrow('no');
  expect(await ask(1, 'a')).toBe('a!');
  for (let n = 0; n < 8; n += 1) await ask(1, `other ${n}`);
  await ask(1, 'a');
  expect(made.filter((one) => one === '1 a')).toHaveLength(3);
});
