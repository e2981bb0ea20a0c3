// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { encodings } from '../src/encoding.js';

const spec = new URL('../../../spec/outcomes/', import.meta.url);
const skip = existsSync(spec) ? false : 'no spec/outcomes beside this copy of the example';

test('the binary form of the published report is the published one', { skip }, () => {
  const report = JSON.parse(readFileSync(new URL('report.json', spec), 'utf8'));
  const hex = readFileSync(new URL('report.hex', spec), 'utf8').replaceAll(/\s/g, '');
  assert.equal(Buffer.from(encodings.binary.encode(report)).toString('hex'), hex);
  assert.deepEqual(JSON.parse(encodings.json.encode(report)), report);
});
