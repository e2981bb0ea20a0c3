// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';
import { OutcomeReporter } from '../src/outcomes.js';

let server;
let received;
let answers;
let clock;
let logged;
let reporters;

beforeEach(async () => {
  [received, answers, logged, reporters, clock] = [[], [], [], [], 0];
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
    const { status = 200, headers = {}, body = { accepted: true } } = answers.shift() ?? {};
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  reporters.forEach((reporter) => clearInterval(reporter.timer));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function reporter(more = {}) {
  const url = `http://127.0.0.1:${server.address().port}`;
  const made = new OutcomeReporter({ url, key: 'KEY', flushMillis: 3_600_000, now: () => clock, log: (line) => logged.push(line), ...more });
  reporters.push(made);
  return made;
}

function split(variant, more = {}) {
  const flagMetadata = {
    'evenkeel.rollout': 'r-7',
    'evenkeel.control': 'classic',
    'evenkeel.candidate': 'modern',
    'evenkeel.revision': 41,
    'evenkeel.exposure': 1_000,
    'evenkeel.warmupMillis': 0,
    ...more,
  };
  return { value: variant, variant, reason: 'SPLIT', flagMetadata };
}

const told = (index = 0) => JSON.parse(received[index].body);
const callsOf = (index = 0) => told(index).groups.flatMap((group) => group.calls);

test('tells calls with the variant, rollout, revision and side of their evaluation', async () => {
  const outcomes = reporter();
  const classic = outcomes.begin('checkout', split('classic'), 'c-1');
  const modern = outcomes.begin('checkout', split('modern'), 'c-2');
  clock = 18.25;
  classic.end();
  modern.end({ failed: true });
  clock = 40;
  await outcomes.flush();
  assert.equal(received[0].path, '/sdk/v1/calls');
  assert.equal(received[0].headers.authorization, 'Bearer KEY');
  assert.equal(received[0].headers['content-type'], 'application/json');
  assert.match(received[0].headers['evenkeel-instance-secret'], /^[0-9a-f]{32}$/);
  const { instance, ...report } = told();
  assert.match(instance, /^[0-9a-f-]{36}$/);
  const side = { flag: 'checkout', rollout: 'r-7', revision: 41 };
  assert.deepEqual(report, {
    sequence: 1,
    dropped: 0,
    heartbeat: true,
    groups: [
      { ...side, variant: 'classic', role: 'control', calls: [{ micros: 18_250, unit: 'c-1', trial: true }] },
      { ...side, variant: 'modern', role: 'candidate', calls: [{ micros: 18_250, unit: 'c-2', trial: true, failed: true, ageMillis: 22 }] },
    ],
  });
});

test('what no split decided belongs to no rollout, and the caller\'s default is not told', async () => {
  const outcomes = reporter();
  outcomes.begin('checkout', { ...split('classic'), reason: 'TARGETING_MATCH' }, 'c-1').end({ failed: true });
  outcomes.begin('checkout', { value: 'classic', reason: 'ERROR', errorCode: 'GENERAL' }, 'c-1').end();
  outcomes.begin('checkout', undefined, 'c-1').end();
  await outcomes.flush();
  assert.equal(outcomes.stats().undecided, 2);
  assert.deepEqual(told().groups, [{ flag: 'checkout', variant: 'classic', calls: [{ micros: 0, failed: true, ageMillis: 0 }] }]);
});

test('an empty report says that an idle process lives, and the last one that no more follow', async () => {
  const outcomes = reporter();
  clock = 60_000;
  await outcomes.flush();
  assert.equal(received.length, 0, 'nothing was promised yet');
  outcomes.begin('checkout', split('classic'), 'c-1').end();
  await outcomes.flush();
  clock = 64_999;
  await outcomes.flush();
  assert.equal(received.length, 1);
  clock = 65_000;
  await outcomes.flush();
  const { instance, ...empty } = told(1);
  assert.equal(instance, told().instance);
  assert.equal(received[1].headers['evenkeel-instance-secret'], received[0].headers['evenkeel-instance-secret']);
  assert.deepEqual(empty, { sequence: 2, dropped: 0, heartbeat: true, groups: [] });
  await outcomes.close();
  assert.deepEqual([told(2).sequence, told(2).heartbeat], [3, false]);
  assert.equal(received.length, 3);
});

test('a unit is a trial once in each revision, with the call that began first', async () => {
  const outcomes = reporter();
  const slow = outcomes.begin('checkout', split('modern'), 'c-1');
  outcomes.begin('checkout', split('modern'), 'c-1').end();
  await outcomes.flush();
  assert.deepEqual(told().groups[0].begun, ['c-1']);
  assert.deepEqual(callsOf(), [{ micros: 0 }]);
  clock = 1_000;
  slow.end({ failed: true });
  slow.end();
  outcomes.begin('checkout', split('modern', { 'evenkeel.revision': 42 }), 'c-1').end();
  await outcomes.flush();
  assert.deepEqual(callsOf(1), [
    { micros: 1_000_000, unit: 'c-1', trial: true, failed: true, ageMillis: 0 },
    { micros: 0, unit: 'c-1', trial: true },
  ]);
});

test('there is no trial in the warm-up, nor while a path is cold, but never later than three times that time', async () => {
  const outcomes = reporter();
  const call = (variant, unit) => outcomes.begin('checkout', split(variant, { 'evenkeel.warmupMillis': 100 }), unit).end();
  call('classic', 'c-0');
  clock = 100;
  for (let i = 0; i < 20; i++) call('classic', 'c-1');
  for (let i = 0; i < 19; i++) call('modern', 'm-1');
  call('modern', 'm-2');
  call('modern', 'm-3');
  await outcomes.flush();
  assert.deepEqual(callsOf().filter(({ trial }) => trial).map(({ unit }) => unit), ['m-3']);
  const other = (unit) => outcomes.begin('other', split('classic', { 'evenkeel.rollout': 'r-8', 'evenkeel.warmupMillis': 100 }), unit).end();
  other('c-1');
  clock = 399;
  other('c-2');
  clock = 400;
  other('c-3');
  await outcomes.flush();
  assert.deepEqual(callsOf(1).filter(({ trial }) => trial).map(({ unit }) => unit), ['c-3']);
});

test('one unit in four is told again after two minutes', async () => {
  const outcomes = reporter();
  const everybody = () => {
    for (let i = 0; i < 1_000; i++) outcomes.begin('checkout', split('modern'), `c-${i}`).end();
  };
  everybody();
  clock = 119_999;
  everybody();
  clock = 120_000;
  everybody();
  await outcomes.flush();
  const again = callsOf().filter(({ trial }) => trial).length - 1_000;
  assert.ok(again > 200 && again < 300, `${again} of 1,000 units`);
});

test('a report is sent again unchanged until the server has it, and later ones wait behind it', async () => {
  const outcomes = reporter();
  answers.push({ status: 503, body: { detail: 'busy' } }, { status: 503, body: { detail: 'busy' } });
  outcomes.begin('checkout', split('modern'), 'c-1').end({ failed: true });
  await outcomes.flush();
  clock = 5_000;
  outcomes.begin('checkout', split('modern'), 'c-2').end();
  await outcomes.flush();
  assert.deepEqual(outcomes.stats(), { sent: 0, refused: 0, waiting: 2, dropped: 0, undecided: 0 });
  await outcomes.flush();
  assert.deepEqual(received.map(({ body }) => JSON.parse(body).sequence), [1, 1, 1, 2]);
  assert.equal(received[0].body, received[2].body);
  assert.deepEqual(outcomes.stats(), { sent: 2, refused: 0, waiting: 0, dropped: 0, undecided: 0 });
  assert.deepEqual(logged, ['Evenkeel: reports are kept and sent again: busy']);
});

test('waits as long as it is told to', async () => {
  const outcomes = reporter();
  answers.push({ status: 429, headers: { 'Retry-After': '7' }, body: { detail: 'too fast' } });
  outcomes.begin('checkout', split('modern'), 'c-1').end();
  await outcomes.flush();
  clock = 6_999;
  await outcomes.flush();
  assert.equal(received.length, 1);
  clock = 7_000;
  await outcomes.flush();
  assert.equal(outcomes.stats().sent, 1);
});

test('a refused report is dropped, counted and told of once', async () => {
  const outcomes = reporter();
  answers.push({ status: 422, body: { detail: 'wrong unit' } });
  outcomes.begin('checkout', split('modern'), 'c-1').end();
  await outcomes.flush();
  outcomes.begin('checkout', split('modern'), 'c-2').end();
  await outcomes.flush();
  assert.deepEqual(outcomes.stats(), { sent: 1, refused: 1, waiting: 0, dropped: 1, undecided: 0 });
  assert.equal(told(1).dropped, 1);
  assert.deepEqual(logged, ['Evenkeel: a report was refused: wrong unit']);
});

test('goes on without a server, within bounds, and never throws', async () => {
  const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }));
  const outcomes = reporter({ fetch });
  for (let i = 0; i < 70; i++) {
    outcomes.begin('checkout', split('modern'), `c-${i}`).end();
    await outcomes.flush();
  }
  assert.deepEqual(outcomes.stats(), { sent: 0, refused: 0, waiting: 60, dropped: 10, undecided: 0 });
  for (let i = 0; i < 60_000; i++) outcomes.begin('checkout', split('modern'), `d-${i}`).end();
  await outcomes.close();
  assert.equal(outcomes.stats().waiting, 60);
  assert.ok(outcomes.stats().dropped >= 60_000);
  assert.deepEqual(logged, ['Evenkeel: reports are kept and sent again: connect ECONNREFUSED']);
});

test('gives the result or the error of the work, which counts as failed', async () => {
  const outcomes = reporter({ encoding: 'binary' });
  assert.equal(await outcomes.run('checkout', split('classic'), 'c-1', async () => 17), 17);
  await assert.rejects(outcomes.run('checkout', split('modern'), 'c-2', () => { throw new Error('broken'); }), /broken/);
  await outcomes.close();
  assert.equal(received[0].headers['content-type'], 'application/protobuf');
  assert.ok(received[0].body.includes('c-2'));
  assert.throws(() => reporter({ encoding: 'xml' }), /must be one of json,binary/);
});
