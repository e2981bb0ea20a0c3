// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fetchWithin } from '../src/deadline.js';

let server;
let address;

before(async () => {
  server = createServer((request, response) => {
    if (request.url === '/empty') return response.writeHead(204).end();
    if (request.url === '/silent') return undefined;
    response.writeHead(200, { 'Content-Type': 'application/json', ETag: '"7"' });
    return request.url === '/half' ? response.write('{"a":') : response.end('{"a":1}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

test('returns the response with its status, headers and body', async () => {
  const response = await fetchWithin(10_000)(`${address}/whole`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('ETag'), '"7"');
  assert.deepEqual(await response.json(), { a: 1 });
  assert.equal((await fetchWithin(10_000)(new Request(`${address}/empty`))).status, 204);
});

test('ends a request without a response', async () => {
  await assert.rejects(fetchWithin(50)(`${address}/silent`), /no response within 50 ms/);
});

test('ends a request whose body never ends', async () => {
  await assert.rejects(fetchWithin(50)(`${address}/half`), /no response within 50 ms/);
});

test('reports the error of the request', async () => {
  await assert.rejects(fetchWithin(10_000, () => Promise.reject(new TypeError('fetch failed')))(address), /fetch failed/);
});
