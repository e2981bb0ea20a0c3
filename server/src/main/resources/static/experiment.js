// SPDX-License-Identifier: Apache-2.0
// Charts of the experiment page, and its one action. rollout.js refreshes the text.

const REFRESH_MILLIS = 5000;
const SHORTEST_SPAN_SECONDS = 60;

const facts = document.getElementById('experiment').dataset;
const {TimeChart, atLeast, colour, drawThreshold} = await import(facts.charts);
const factor = Number(facts.factor);
const dateAndClock = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});

function digits(value) {
    return Number(value.toPrecision(3)).toLocaleString('en', {signDisplay: 'exceptZero'});
}

/* A chart: the estimate as a line, its interval as a band, the thresholds of the decision rule dashed and named. */
class EffectChart extends TimeChart {
    looks = [];

    show(looks) {
        this.looks = looks;
        if (looks.length === 0) return;
        if (!this.plot) this.make(this.options(), this.data());
        this.plot.setData(this.data());
        this.read();
    }

    data() {
        const column = name => this.looks.map(look => factor * look[name]);
        return [this.looks.map(look => Date.parse(look.at) / 1000), column('estimate'), column('high'), column('low')];
    }

    options() {
        const edge = {stroke: () => colour('candidate'), width: 1, points: {show: false}};
        return {
            scales: {x: {range: atLeast(SHORTEST_SPAN_SECONDS)}, y: {range: () => this.range()}},
            y: {size: 64, values: (u, all) => all.map(digits)},
            series: [{}, {stroke: () => colour('candidate'), width: 2.5, points: {show: false}}, edge, edge],
            bands: [{series: [2, 3], fill: () => `${colour('candidate')}22`}],
            hooks: {draw: [drawRule]},
        };
    }

    /* Always includes the newest interval and the thresholds; the wide early intervals may be clipped. */
    range() {
        const last = this.looks.at(-1);
        const shown = [0, Number(facts.ship), Number(facts.stop), factor * last.low, factor * last.high];
        const least = Math.min(...shown), most = Math.max(...shown);
        const room = Math.max((most - least) * 0.8, 1e-9);
        return [least - room, most + room];
    }

    read() {
        const look = this.looks[this.plot.cursor.idx ?? this.looks.length - 1];
        if (!look) return;
        const unit = facts.unit ? ` ${facts.unit}` : '';
        this.readout.textContent = `${dateAndClock.format(Date.parse(look.at))}  ${look.units.toLocaleString('en')} units · `
            + `${digits(factor * look.low)} to ${digits(factor * look.high)}${unit} · best guess ${digits(factor * look.estimate)}`
            + (look.exact ? ' · exact interval' : '');
    }
}

function drawRule(u) {
    const ship = Number(facts.ship), stop = Number(facts.stop);
    drawThreshold(u, ship, 'good', `ship beyond${ship === stop ? ', stop short of' : ''} ${digits(ship)}`, -8);
    if (ship !== stop) drawThreshold(u, stop, 'caution', `stop short of ${digits(stop)}`);
}

const charts = [...document.querySelectorAll('[data-treatment]')].map(figure => new EffectChart(figure));

async function refresh() {
    if (document.hidden) return;
    const answer = await fetch(`${facts.api}/interim-analyses`).catch(() => null);
    if (!answer?.ok) return;
    const looks = (await answer.json()).filter(look => look.goal === facts.goal && look.kind === facts.kind);
    for (const chart of charts) chart.show(looks.filter(look => look.treatment === chart.figure.dataset.treatment));
}

document.addEventListener('ordered', event => event.detail.done && location.reload());

await refresh();
document.documentElement.addEventListener('themechange', () => charts.forEach(chart => chart.repaint()));
if (facts.runs === 'true') setInterval(refresh, REFRESH_MILLIS);
