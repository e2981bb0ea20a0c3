// SPDX-License-Identifier: Apache-2.0

/**
 * Returns a `fetch` that settles within a time limit, including the body of the response, which it reads completely.
 *
 * `fetch(url, { signal: AbortSignal.timeout(millis) })` alone is not enough in Node 20: if the signal fires while the body is
 * being read, `response.json()` may never settle.
 */
export function fetchWithin(millis, fetch = globalThis.fetch) {
  return async (input, init = {}) => {
    const controller = new AbortController();
    let timer;
    const expired = new Promise((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no response within ${millis} ms`));
        controller.abort();
      }, millis);
    });
    try {
      return await Promise.race([readCompletely(fetch(input, { ...init, signal: controller.signal })), expired]);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function readCompletely(responding) {
  const response = await responding;
  const body = await response.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, response);
}
