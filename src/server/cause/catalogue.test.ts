import { describe, expect, it } from 'vitest';
import { clientHits, fixers, retries } from '#contract/cause.ts';
import { channels } from './channel.ts';
import { causeTitle, explain } from './explain.ts';
import type { EntryFacts } from './facts.ts';
import { matchCause } from './match.ts';
import { rows } from './rows.ts';
import { steps } from './steps.ts';

/** Every row of the reference of failures. */
const ids = `
wa-key wa-rights wa-blocked wa-country wa-rate wa-spam wa-pair wa-class wa-down wa-odd wa-500 wa-param
wa-exper wa-self wa-undel wa-youblk wa-name wa-pay wa-noreg wa-pin wa-reglim wa-window wa-adcap wa-optout
wa-type wa-inmedia wa-media wa-maint wa-mm wa-count wa-notpl wa-long wa-policy wa-format wa-paused wa-dead
wa-flow wa-terms wz-contact wz-window wz-pay wz-off wz-gone wz-banned wz-limit wz-first wz-tpl wz-spam wz-text
wz-file wz-twice wz-setup wz-odd ed-nouser ed-blocked ed-money ed-tpl ed-phone ed-subject ed-empty ed-dup
ed-expired ed-sys ga-auth ga-start ga-paid ga-quota ga-noacc ga-yellow ga-window ga-valid ga-net rd-paid
rd-data d3-pay d3-off d3-key sc-money sc-login sc-ip sc-phone sc-forbid sc-undel sc-absent sc-sim sc-limit
sc-param sr-key sr-money sr-phone sr-text sr-sender sr-limit sr-stop sr-undel sr-down sr-param tw-off tw-land
tw-block tw-num tw-stop tw-trial tw-wa24 mts em-nouser em-nodomain em-syntax em-full em-big em-disabled
em-spam em-ipban em-policy em-from em-login em-apppass em-noaccess em-muted em-quota em-temp em-conn em-proto
em-other ht-400 ht-401 ht-402 ht-403 ht-404 ht-405 ht-409 ht-413 ht-423 ht-429 ht-500 ht-502 ht-503 nt-refused
nt-reset nt-timeout nt-dns nt-dnstmp nt-route nt-cert nt-trust db-conn db-login db-dup db-link db-clash
db-table db-full db-stop js-undef js-own js-json js-syntax en-oom en-killed en-cancel en-child tg-block
tg-start tg-rate tg-token tg-kick tg-text ph-busy ph-num ph-money pay-card pay-cancel go-key go-quota
`
  .trim()
  .split(/\s+/);

type Sample = (typeof rows)[number]['samples'][number];

function factsOf(sample: Sample): EntryFacts {
  const isAnswered = sample.httpStatus !== undefined || sample.body !== undefined;
  const http = { url: null, status: sample.httpStatus ?? null, responseBody: sample.body ?? null };
  return {
    typeCode: 4,
    status: 4,
    result: 3,
    level: null,
    activityName: 'A1',
    activityTitle: null,
    activityCode: sample.activity ?? null,
    message: sample.message,
    http: isAnswered ? http : null,
    delivery: null,
  };
}

const samples = rows.flatMap((row) => row.samples.map((sample) => ({ code: row.code, sample })));

describe('catalogue', () => {
  it('has every row of the reference, each once', () => {
    const codes = rows.map((row) => row.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(ids).toHaveLength(174);
    expect(ids.filter((id) => !codes.includes(id))).toEqual([]);
  });

  it.each(rows.map((row) => [row.code, row] as const))('%s is complete in both languages', (_code, row) => {
    const words = [row.title, row.text, ...(row.wait === undefined ? [] : [row.wait])];
    for (const word of words) {
      expect(word.ru.trim()).not.toBe('');
      expect(word.en.trim()).not.toBe('');
      expect(word.en).not.toMatch(/[а-яё]/i);
    }
    expect(clientHits).toContain(row.hit);
    expect(fixers).toContain(row.fixer);
    expect(retries).toContain(row.retry);
    expect(row.samples.length).toBeGreaterThan(0);
    expect(row.steps.length).toBeGreaterThan(0);
    const sentences = row.match.flatMap((match) => [...(match.texts ?? []), ...(match.wrappers ?? [])]);
    expect(sentences.filter((text) => text.length < 5 || (channels as readonly string[]).includes(text))).toEqual([]);
    expect(row.steps.filter((step) => !(step in steps))).toEqual([]);
  });

  it.each(samples.map(({ code, sample }) => [code, sample.message, sample] as const))(
    '%s knows "%s"',
    (code, _m, sample) => {
      const match = matchCause(factsOf(sample));
      expect(sample.activity === 'start_process' && match?.of !== undefined ? match.of : match?.code).toBe(code);
    },
  );

  it.each(samples.map(({ code, sample }) => [code, sample.message, sample] as const))(
    '%s tells a headline that fits for "%s"',
    (code, _message, sample) => {
      const context = { message: sample.message, activityTitle: null, activityCode: sample.activity ?? null };
      for (const language of ['ru', 'en'] as const) {
        const title = causeTitle(code, context, language);
        expect(title.length).toBeLessThanOrEqual(90);
        expect(`${title} ${explain(code, context, language).text}`).not.toMatch(/[{}]|undefined|null/);
      }
    },
  );
});
