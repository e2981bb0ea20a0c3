// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { fetchWithin } from './deadline.js';

/* Sends orders, one in ten with a voucher in lower case, until the time is over or SIGTERM or SIGINT arrives. */
const { values: options } = parseArgs({
  options: {
    shop: { type: 'string', default: 'http://127.0.0.1:8090' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '600' },
    customers: { type: 'string', default: '100000' },
    'at-once': { type: 'string', default: '16' },
  },
});
const interval = 1_000 / Number(options.rate);
const send = fetchWithin(30_000);
const start = performance.now();
const end = start + 1_000 * Number(options.seconds);
const seen = { classic: 0, modern: 0, failed: 0 };
let orders = 0;
let stopped = false;

async function order(number) {
  const customer = `customer-${Math.floor(Math.random() * Number(options.customers))}`;
  const body = { customer, items: [{ price: 1_990, count: 1 + (number % 3) }], voucher: number % 10 === 0 ? 'spring' : undefined };
  const response = await send(`${options.shop}/checkout`, { method: 'POST', body: JSON.stringify(body) });
  const receipt = await response.json();
  seen[response.ok ? receipt.checkout : 'failed']++;
}

async function customers() {
  while (!stopped) {
    const number = orders++;
    const due = start + number * interval;
    if (due >= end) return;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    await order(number).catch(() => seen.failed++);
  }
}

process.once('SIGTERM', () => (stopped = true)).once('SIGINT', () => (stopped = true));
await Promise.all(Array.from({ length: Number(options['at-once']) }, customers));
console.log(JSON.stringify(seen));
