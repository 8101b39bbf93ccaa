import { afterEach, expect, it } from 'vitest';
import { takeEarly } from './early.ts';

const answer = Promise.resolve(new Response('{}'));
function put(at = performance.now()) {
  globalThis.earlyAnswers = { language: 'ru', at, answers: new Map([['/api/v1/session', answer]]) };
}
afterEach(() => {
  globalThis.earlyAnswers = undefined;
});

it('an early answer is taken by the same question, once', () => {
  put();
  expect(takeEarly('/api/v1/cards/deal/7', 'GET', 'ru')).toBeNull();
  expect(takeEarly('/api/v1/session', 'GET', 'ru')).toBe(answer);
  expect(takeEarly('/api/v1/session', 'GET', 'ru')).toBeNull();
});

it('an early answer is not taken by what changes something, in another language, or much later', () => {
  put();
  expect(takeEarly('/api/v1/session', 'DELETE', 'ru')).toBeNull();
  expect(takeEarly('/api/v1/session', 'GET', 'en')).toBeNull();
  put(performance.now() - 60_000);
  expect(takeEarly('/api/v1/session', 'GET', 'ru')).toBeNull();
});

it('nothing was asked early: it has to be asked', () => {
  expect(takeEarly('/api/v1/session', 'GET', 'ru')).toBeNull();
});
