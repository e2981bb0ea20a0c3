// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

const VOUCHERS = { SPRING: 10, FRIEND: 25 };

/** The old checkout. */
export function classic({ customer, items, voucher }) {
  let cents = 0;
  for (const { price, count } of items) cents += price * count;
  const percent = voucher ? (VOUCHERS[voucher.toUpperCase()] ?? 0) : 0;
  return receipt(customer, cents - Math.round((cents * percent) / 100));
}

/** The new checkout. It is case-sensitive and fails for vouchers in lower case. */
export function modern({ customer, items, voucher }) {
  const cents = items.reduce((sum, { price, count }) => sum + price * count, 0);
  const percent = voucher ? percentOf(voucher) : 0;
  return receipt(customer, Math.round((cents * (100 - percent)) / 100));
}

/** The fixed new checkout. */
export function mended(order) {
  return modern({ ...order, voucher: order.voucher?.toUpperCase() });
}

function percentOf(voucher) {
  if (!(voucher in VOUCHERS)) throw new Error('no such voucher');
  return VOUCHERS[voucher];
}

function receipt(customer, cents) {
  let number = `${customer} ${cents}`;
  for (let i = 0; i < 100; i++) number = createHash('sha256').update(number).digest('hex');
  return { number, cents };
}
