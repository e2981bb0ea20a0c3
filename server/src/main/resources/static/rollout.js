// SPDX-License-Identifier: Apache-2.0
// Keeps a page up to date without reloading it. The server renders text: the page fetches itself again and replaces the
// regions that changed. charts.js draws time series from the stored ticks.

const REFRESH_MILLIS = 2000;
const HURRY_MILLIS = 1000;
const LIST_REFRESH_MILLIS = 5000;
const RECONNECT_MILLIS = 3000;
const PATIENCE_SECONDS = 2;
const TICKS_PER_REQUEST = 1000;
const GONE = 410;

const rollout = document.getElementById('rollout');

/* ---- relative times ---- */

let serverAheadMillis = 0;

function localise(root) {
    times.localise(root);
    const now = root.querySelector('[data-now]');
    if (now) serverAheadMillis = Date.parse(now.dataset.now) - Date.now();
    countAges(root);
}

function countAges(root) {
    for (const age of root.querySelectorAll('[data-since]')) {
        age.textContent = `${inWords(secondsSince(age.dataset.since))} ago`;
    }
    for (const elapsed of root.querySelectorAll('[data-elapsed]')) {
        elapsed.textContent = inWords(secondsSince(elapsed.dataset.elapsed));
    }
}

function secondsSince(instant) {
    return Math.max(0, (Date.now() + serverAheadMillis - Date.parse(instant)) / 1000);
}

/* As QuantityFormatter.formatElapsed, but a running clock keeps its tenths and its second unit. */
function inWords(seconds) {
    if (seconds < 10) return `${seconds.toFixed(1)} s`;
    if (seconds < 60) return `${Math.floor(seconds)} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
    if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
    return `${Math.floor(seconds / 86400)} d ${Math.floor(seconds / 3600) % 24} h`;
}

/* ---- regions rendered by the server ---- */

const refreshing = {running: false, again: false, hurried: false, last: 0, heardAt: Date.now(), wake: () => {}};

async function refresh() {
    if (refreshing.running || document.hidden) {
        refreshing.again = true;
        return;
    }
    Object.assign(refreshing, {running: true, again: false});
    try {
        await pause(refreshing.hurried ? 0 : refreshing.last + REFRESH_MILLIS - Date.now());
        Object.assign(refreshing, {hurried: false, last: Date.now()});
        const answer = await fetch(location.pathname + location.search, {headers: {Accept: 'text/html'}});
        link.signedOut = answer.status === 401 || answer.redirected;
        const heard = answer.ok && !answer.redirected;
        if (heard) swapRegions(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        noteWithoutStream(heard);
    } catch {
        // The event stream reports a lost connection itself, and refreshes when it reconnects.
        noteWithoutStream(false);
    } finally {
        refreshing.running = false;
    }
    if (refreshing.again) refresh();
}

/* Regions in a dialog are replaced only while it is closed, so that no input is lost. */
function swapRegions(fresh) {
    localise(fresh);
    let renewed = false;
    for (const region of document.querySelectorAll('[data-live]')) {
        if (region.closest('dialog')?.open) continue;
        const newer = fresh.getElementById(region.id);
        if (newer) keepOpen(region, newer);
        if (!newer || region.isEqualNode(newer)) continue;
        swap(region, document.adoptNode(newer));
        renewed = true;
    }
    if (renewed) document.dispatchEvent(new Event('renewed'));
}

/* Keeps the focus on the link or button of the region that has it. */
function swap(region, newer) {
    const held = region.contains(document.activeElement) ? document.activeElement : null;
    region.replaceWith(newer);
    if (held) [...newer.querySelectorAll(held.tagName)].find(one => one.isEqualNode(held))?.focus({preventScroll: true});
}

/* A page without an event stream detects a lost connection from its own requests. */
function noteWithoutStream(heard) {
    if (rollout) return;
    if (heard) refreshing.heardAt = Date.now();
    link.lostAt = heard ? null : refreshing.heardAt;
    sayWhetherConnected();
}

/* Keeps expanded details open. */
function keepOpen(region, newer) {
    for (const read of region.querySelectorAll('details[open][id]')) {
        newer.querySelector(`#${CSS.escape(read.id)}`)?.setAttribute('open', '');
    }
}

/* Refreshes without delay: for decisions, actions and responses to input. Numbers wait for the interval. */
function hurry() {
    refreshing.hurried = true;
    refreshing.wake();
    refresh();
}

function pause(millis) {
    return new Promise(resolve => {
        refreshing.wake = resolve;
        setTimeout(resolve, Math.max(0, millis));
    });
}

/* ---- event stream: events while connected, stored ticks after every gap ---- */

const link = {lostAt: null, signedOut: false, decisions: null};
let columns, charts, loading = null;

function loadMissedTicks() {
    loading ??= loadTicks().catch(() => {}).finally(() => loading = null);
}

async function loadTicks() {
    for (;;) {
        const answer = await fetch(`${rollout.dataset.api}/ticks?after=${columns.last}&limit=${TICKS_PER_REQUEST}`);
        if (answer.status === GONE) return loadHours();
        if (!answer.ok) return;
        const ticks = await answer.json();
        ticks.filter(tick => tick.number > columns.last).forEach(tick => columns.add(tick));
        charts.draw();
        if (ticks.length < TICKS_PER_REQUEST || columns.full) return;
    }
}

/* Ticks past their retention are aggregated by hour, each drawn as one tick. */
async function loadHours() {
    if (columns.at.length > 0) return;
    const answer = await fetch(`${rollout.dataset.api}/hours`);
    if (!answer.ok) return;
    const {hours} = await answer.json();
    hours.filter(hour => !hour.late).forEach(hour => columns.add({...hour, at: hour.hour, number: columns.last}));
    charts.draw();
}

function arrived(tick) {
    if (tick.number === columns.last + 1 && !loading) {
        columns.add(tick);
        charts.draw();
    } else if (tick.number > columns.last) {
        loadMissedTicks();
    }
}

function listen() {
    const events = new EventSource(`${rollout.dataset.api}/events?brief=true`);
    events.onopen = () => {
        link.lostAt = null;
        loadMissedTicks();
        refresh();
    };
    events.addEventListener('tick', event => {
        arrived(JSON.parse(event.data));
        refresh();
    });
    events.addEventListener('rollout', event => {
        const {decisions} = JSON.parse(event.data);
        const isNew = decisions !== link.decisions;
        link.decisions = decisions;
        if (isNew) hurry(); else refresh();
    });
    events.onerror = () => {
        link.lostAt ??= Date.now();
        if (events.readyState === EventSource.CLOSED) {
            refresh();
            setTimeout(listen, RECONNECT_MILLIS);
        }
    };
}

/* ---- missing data and lost connections, as text ---- */

function sayWhetherConnected() {
    const lost = link.lostAt !== null && Date.now() - link.lostAt > 1000 * PATIENCE_SECONDS;
    show('connection', lost, link.signedOut ? 'You are signed out: open the admin link again.' : 'Connection lost, trying again.',
        lost ? ` What you see is from ${times.clock.format(link.lostAt)}.` : '');
    return !lost;
}

function sayWhatIsMissing() {
    const connected = sayWhetherConnected();
    const batch = document.querySelector('[data-silent-after]');
    const seconds = batch && connected ? secondsSince(batch.dataset.since) : 0;
    show('silence', seconds >= Number(batch?.dataset.silentAfter), batch?.dataset.silence,
        ` The last one came ${inWords(seconds)} ago.`);
}

/* Screen readers announce the sentence once; the elapsed time is only visual. */
function show(id, wanted, sentence, counting) {
    const notice = document.getElementById(id);
    if (!notice) return;
    const [announced, seen] = notice.children;
    if (wanted && announced.textContent !== sentence) announced.textContent = sentence;
    if (wanted) seen.textContent = counting;
    notice.hidden = !wanted;
}

/* ---- replay of decisions ---- */

function offerReplay() {
    const button = document.getElementById('replay');
    const said = document.getElementById('replay-answer');
    button.addEventListener('click', async () => {
        said.textContent = 'computing …';
        const answer = await fetch(`${rollout.dataset.api}/replay`).catch(() => null);
        const {ticks, identical, detail} = answer?.ok || answer?.status === GONE ? await answer.json() : {};
        said.textContent = detail ?? (identical === undefined ? 'The server did not answer: try again.'
            : `${ticks.toLocaleString('en')} ticks: ${identical ? 'every decision comes out the same' : 'the decisions DIFFER'}.`);
    });
}

/* ---- start ---- */

localise(document);
document.addEventListener('visibilitychange', () => refreshing.again && refresh());
document.addEventListener('ordered', hurry);
document.addEventListener('asked', hurry);
setInterval(() => document.querySelector('[data-hurry]') && hurry(), HURRY_MILLIS);
document.addEventListener('fetched', event => localise(event.detail));
if (rollout) {
    const {Charts, TickColumns} = await import(rollout.dataset.charts);
    columns = new TickColumns(Number(rollout.dataset.after), rollout.dataset.until);
    charts = new Charts(columns, rollout.dataset);
    loadMissedTicks();
    listen();
    offerReplay();
    setInterval(() => { countAges(document); sayWhatIsMissing(); }, 500);
    document.documentElement.addEventListener('themechange', () => charts.repaint());
} else {
    setInterval(refresh, LIST_REFRESH_MILLIS);
    setInterval(() => countAges(document), 500);
}
