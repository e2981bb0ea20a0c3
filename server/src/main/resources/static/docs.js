// SPDX-License-Identifier: Apache-2.0
// Searches the documentation, in an index of its sections that the build wrote. A result contains more than half of the
// words, whole or as prefixes. A word counts more in a title or heading than in the text, and more if it is rare.

const MAX_WORDS = 8;
const MAX_RESULTS = 30;
const MAX_REPEATS = 8;
const TITLE = 12;
const HEADING = 6;
const TITLE_ABOVE = 2;
const PREFIX = .6;
const SHORTEST_PREFIX = 3;
/* Words of a question that say nothing about its subject. */
const STOP_WORDS = new Set('a an and are can do does for from how i in is it my of on or the to what when which who why with you'.split(' '));
/* Words and separators of an excerpt, and before its first match. */
const EXCERPT = 72;
const LEAD = 16;

const form = document.getElementById('docs-search');
const status = document.getElementById('finding');
const found = document.getElementById('found');
const allDocuments = [...found.children];
let index;

const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const words = text => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

function weigh(section) {
    const repeats = new Map();
    for (const word of words(section.text)) repeats.set(word, (repeats.get(word) ?? 0) + 1);
    const weights = new Map();
    repeats.forEach((count, word) => weights.set(word, 1 + Math.log(Math.min(count, MAX_REPEATS))));
    const add = (text, weight) => new Set(words(text)).forEach(word => weights.set(word, (weights.get(word) ?? 0) + weight));
    add(section.title, section.heading ? TITLE_ABOVE : TITLE);
    add(section.heading, HEADING);
    return {...section, weights: [...weights]};
}

async function load() {
    const answer = await fetch(`${form.getAttribute('action')}/search.json`);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return (await answer.json()).map(weigh);
}

function score(section, term) {
    let best = 0;
    for (const [word, weight] of section.weights) {
        if (word.startsWith(term)) best = Math.max(best, word === term ? weight : weight * PREFIX);
    }
    return best;
}

/* Shortens a word that does not occur, such as a misspelt one, to a prefix that occurs. */
function longestPrefix(sections, word) {
    let prefix = word;
    while (prefix.length > SHORTEST_PREFIX && !sections.some(section => score(section, prefix))) prefix = prefix.slice(0, -1);
    return prefix;
}

function rank(sections, terms) {
    const ranked = sections.map(section => ({section, rank: 0, matched: 0}));
    for (const term of terms) {
        const scores = sections.map(section => score(section, term));
        const rarity = Math.log(1 + sections.length / Math.max(1, scores.filter(Boolean).length));
        scores.forEach((value, i) => {
            ranked[i].rank += value * rarity;
            ranked[i].matched += value ? 1 : 0;
        });
    }
    for (const one of ranked) one.rank *= (one.matched / terms.length) ** 2 * one.section.weight;
    return ranked.filter(one => 2 * one.matched > terms.length).sort((a, b) => b.rank - a.rank).map(one => one.section);
}

function element(tag, attributes, ...content) {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...content);
    return made;
}

const isMark = piece => piece instanceof Element;

function mark(text, terms) {
    return text.split(/([\p{L}\p{M}\p{N}]+)/u)
        .map(piece => terms.some(term => fold(piece).startsWith(term)) ? element('mark', {}, piece) : piece);
}

/* The part of the text with the most different words of the search. */
function excerpt(text, terms) {
    const pieces = mark(text, terms);
    let start = 0;
    let most = 0;
    pieces.forEach((piece, i) => {
        if (!isMark(piece)) return;
        const inside = new Set(pieces.slice(i, i + EXCERPT - LEAD).filter(isMark).map(one => fold(one.textContent)));
        if (inside.size > most) [start, most] = [Math.max(0, i - LEAD), inside.size];
    });
    const end = start + EXCERPT;
    return [start > 0 ? '… ' : '', ...pieces.slice(start, end), end < pieces.length ? ' …' : ''];
}

function result(section, terms) {
    const title = section.heading ? [...mark(section.title, terms), ': ', ...mark(section.heading, terms)] : mark(section.title, terms);
    return element('li', {},
        element('h2', {},
            element('a', {href: section.path}, ...title), ' ',
            element('small', {className: 'sub-inline'}, section.category)),
        element('p', {}, ...excerpt(section.text, terms)));
}

function summary(count, unknown) {
    if (!count) return 'No section contains most of these words. Use fewer words, or only the beginning of a word.';
    const sections = count === 1 ? '1 section.' : count > MAX_RESULTS ? `${count} sections; the best ${MAX_RESULTS} are shown.` : `${count} sections.`;
    return sections + unknown.map(([word, prefix]) => ` No section contains "${word}"; the results are for "${prefix}".`).join('');
}

async function find() {
    let sections;
    try {
        sections = await (index ??= load());
    } catch {
        index = undefined;
        status.textContent = 'The server did not answer. Try again.';
        return;
    }
    const all = [...new Set(words(form.elements.q.value))];
    const content = all.filter(word => !STOP_WORDS.has(word));
    const asked = (content.length ? content : all).slice(0, MAX_WORDS);
    const terms = asked.map(word => longestPrefix(sections, word));
    const hits = terms.length ? rank(sections, terms) : [];
    const unknown = asked.map((word, i) => [word, terms[i]]).filter(([word, prefix]) => word !== prefix && hits.length);
    status.textContent = terms.length ? summary(hits.length, unknown) : '';
    found.replaceChildren(...hits.length
        ? [element('section', {className: 'card', ariaLabel: 'Search results'},
            element('ol', {className: 'doc-hits'}, ...hits.slice(0, MAX_RESULTS).map(section => result(section, terms))))]
        : allDocuments);
}

form.addEventListener('input', () => {
    const text = form.elements.q.value.trim();
    history.replaceState(null, '', form.getAttribute('action') + (text && `?${new URLSearchParams({q: text})}`));
    find();
});
form.addEventListener('submit', event => event.preventDefault());

form.elements.q.value ||= new URLSearchParams(location.search).get('q') ?? '';
if (form.elements.q.value) find();

/* A link to a collapsed folder expands it. */
const named = document.getElementById(location.hash.slice(1));
named?.querySelectorAll('details').forEach(one => { one.open = true; });
