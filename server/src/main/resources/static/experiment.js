// SPDX-License-Identifier: Apache-2.0
// Charts of the experiment page, and its one action. rollout.js refreshes the text.

const REFRESH_MILLIS = 5000;
const SHORTEST_SPAN_SECONDS = 60;
const DAY_SECONDS = 86400;

const facts = document.getElementById('experiment').dataset;
const factor = Number(facts.factor);
const dateAndClock = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});

function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--ek-${name}`).trim();
}

function digits(value) {
    return Number(value.toPrecision(3)).toLocaleString('en', {signDisplay: 'exceptZero'});
}

/* A chart: the estimate as a line, its interval as a band, the thresholds of the decision rule dashed and named. */
class EffectChart {
    constructor(figure) {
        this.figure = figure;
        this.box = figure.querySelector('.plot');
        this.readout = figure.querySelector('figcaption');
        this.looks = [];
        figure.onkeydown = event => this.moveCursor(event);
    }

    show(looks) {
        this.looks = looks;
        if (looks.length === 0) return;
        if (!this.plot) this.make();
        this.plot.setData(this.data());
        this.read();
    }

    data() {
        const column = name => this.looks.map(look => factor * look[name]);
        return [this.looks.map(look => Date.parse(look.at) / 1000), column('estimate'), column('high'), column('low')];
    }

    make() {
        this.box.replaceChildren();
        const axis = {stroke: () => colour('faint'), font: '12px system-ui, sans-serif', ticks: {show: false},
            grid: {stroke: () => colour('grid'), width: 1}};
        const edge = {stroke: () => colour('candidate'), width: 1, points: {show: false}};
        this.plot = new uPlot({
            ...this.size(), padding: [10, 14, 0, 0], legend: {show: false},
            cursor: {points: {size: 6}, drag: {x: false, y: false}},
            scales: {x: {range: (u, min, max) => this.span(min, max)},
                y: {range: (u, min, max) => this.range(min, max)}},
            axes: [{...axis, size: 28, space: 84, values: (u, times) => times.map(time => this.time(time))}, {...axis, size: 64, space: 28, values: (u, all) => all.map(digits)}],
            series: [{}, {stroke: () => colour('candidate'), width: 2.5, points: {show: false}}, edge, edge],
            bands: [{series: [2, 3], fill: () => `${colour('candidate')}22`}],
            hooks: {draw: [u => this.drawRule(u)], setCursor: [() => this.read()]},
        }, this.data(), this.box);
        new ResizeObserver(() => this.plot.setSize(this.size())).observe(this.box);
    }

    /* With a single point, uPlot's default range would be a thousand days. */
    span(min, max) {
        return [min, Math.max(this.looks.length > 1 ? max : min, min + SHORTEST_SPAN_SECONDS)];
    }

    /* Dates for a span of several days, otherwise times of day. */
    time(seconds) {
        const span = this.plot ? this.plot.scales.x.max - this.plot.scales.x.min : 0;
        const style = span > 2 * DAY_SECONDS ? {day: 'numeric', month: 'short'} : {timeStyle: span < 600 ? 'medium' : 'short'};
        return new Intl.DateTimeFormat('en-GB', style).format(seconds * 1000);
    }

    size() {
        return {width: Math.max(200, this.box.clientWidth), height: Math.max(120, this.box.clientHeight)};
    }

    /* Always includes the newest interval and the thresholds; the wide early intervals may be clipped. */
    range() {
        const last = this.looks.at(-1);
        const shown = [0, Number(facts.ship), Number(facts.stop), factor * last.low, factor * last.high];
        const least = Math.min(...shown), most = Math.max(...shown);
        const room = Math.max((most - least) * 0.8, 1e-9);
        return [least - room, most + room];
    }

    drawRule(u) {
        const limits = facts.ship === facts.stop
            ? [['ship beyond, stop short of', facts.ship, 'good', -8]]
            : [['ship beyond', facts.ship, 'good', -8], ['stop short of', facts.stop, 'caution', 10]];
        for (const [name, value, tone, beside] of limits) {
            const y = u.valToPos(Number(value), 'y', true);
            const context = u.ctx;
            context.save();
            context.strokeStyle = context.fillStyle = colour(tone);
            context.lineWidth = devicePixelRatio;
            context.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
            context.beginPath();
            context.moveTo(u.bbox.left, y);
            context.lineTo(u.bbox.left + u.bbox.width, y);
            context.stroke();
            context.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
            context.textAlign = 'left';
            context.textBaseline = 'middle';
            context.fillText(`${name} ${digits(Number(value))}`, u.bbox.left + 6 * devicePixelRatio, y + beside * devicePixelRatio);
            context.restore();
        }
    }

    read() {
        const look = this.looks[this.plot.cursor.idx ?? this.looks.length - 1];
        if (!look) return;
        const unit = facts.unit ? ` ${facts.unit}` : '';
        this.readout.textContent = `${dateAndClock.format(Date.parse(look.at))}  ${look.units.toLocaleString('en')} units · `
            + `${digits(factor * look.low)} to ${digits(factor * look.high)}${unit} · best guess ${digits(factor * look.estimate)}`
            + (look.exact ? ' · exact interval' : '');
    }

    moveCursor(event) {
        const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (!step || !this.plot) return;
        const last = this.looks.length - 1;
        const index = Math.min(last, Math.max(0, (this.plot.cursor.idx ?? last) + step));
        this.plot.setCursor({left: this.plot.valToPos(this.plot.data[0][index], 'x'), top: 10});
        event.preventDefault();
    }
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
document.documentElement.addEventListener('themechange', () => charts.forEach(chart => chart.plot?.redraw(false)));
if (facts.runs === 'true') setInterval(refresh, REFRESH_MILLIS);
