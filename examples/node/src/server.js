// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';
import { classic, mended, modern } from './checkout.js';
import { fetchWithin } from './deadline.js';
import { OutcomeReporter } from './outcomes.js';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8090' },
    flag: { type: 'string', default: 'checkout' },
    evenkeel: { type: 'string', default: process.env.EVENKEEL_URL ?? 'http://127.0.0.1:8080' },
    encoding: { type: 'string', default: 'json' },
    mended: { type: 'boolean', default: false },
  },
});
const key = process.env.EVENKEEL_SDK_KEY ?? '';

/* Each evaluation is a request, limited to 500 ms; after that, the caller's default is used. */
const fetchFlag = fetchWithin(500);
await OpenFeature.setProviderAndWait(
  new OFREPProvider({ baseUrl: options.evenkeel, headers: { Authorization: `Bearer ${key}` }, fetchImplementation: fetchFlag }),
);
const flags = OpenFeature.getClient();
const outcomes = new OutcomeReporter({ url: options.evenkeel, key, encoding: options.encoding });
const checkouts = { classic, modern: options.mended ? mended : modern };

async function checkOut(order) {
  const details = await flags.getStringDetails(options.flag, 'classic', { targetingKey: order.customer });
  const receipt = await outcomes.run(options.flag, details, order.customer, () => checkouts[details.value](order));
  return { ...receipt, checkout: details.value };
}

async function answer(request, response) {
  if (request.method === 'GET' && request.url === '/stats') return send(response, 200, outcomes.stats());
  if (request.method !== 'POST' || request.url !== '/checkout') return send(response, 404, { error: 'POST /checkout' });
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return send(response, 200, await checkOut(JSON.parse(Buffer.concat(chunks).toString())));
}

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => send(response, 500, { error: error.message }));
});
server.listen(Number(options.port), '127.0.0.1', () => console.log(`Ready http://127.0.0.1:${server.address().port}`));

async function stop() {
  server.close();
  server.closeAllConnections();
  await outcomes.close();
  process.exit(0);
}
process.once('SIGTERM', stop).once('SIGINT', stop);
