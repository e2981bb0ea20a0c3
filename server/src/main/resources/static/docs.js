// SPDX-License-Identifier: Apache-2.0
// Searches the documentation during typing. Updates the URL, so that results can be bookmarked and shared.

const PAUSE_MILLIS = 150;

const search = document.getElementById('docs-search');
let timer;
let newest = 0;

async function find() {
    clearTimeout(timer);
    const number = ++newest;
    const text = search.elements.q.value.trim();
    const address = text ? `${search.getAttribute('action')}?${new URLSearchParams({q: text})}` : search.getAttribute('action');
    history.replaceState(null, '', address);
    const answer = await fetch(address, {headers: {Accept: 'text/html'}}).catch(() => null);
    const html = answer?.ok ? await answer.text() : '';
    if (number !== newest) return;
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    const found = fresh.getElementById('found');
    document.getElementById('finding').textContent = found
        ? fresh.getElementById('finding').textContent
        : 'The server did not answer. Try again.';
    if (found) document.getElementById('found').replaceWith(document.adoptNode(found));
}

search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE_MILLIS);
});
search.addEventListener('submit', event => {
    event.preventDefault();
    find();
});

/* A link to a collapsed folder expands it. */
const named = document.getElementById(location.hash.slice(1));
named?.querySelectorAll('details').forEach(one => { one.open = true; });
