// SPDX-License-Identifier: Apache-2.0
// Charts of the SLO page. rollout.js refreshes the text.

const REFRESH_MILLIS = 30000;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86400;

const api = document.getElementById('slo').dataset.api;
const dateAndClock = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});

function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--ek-${name}`).trim();
}

function percent(share) {
    return `${Number((100 * share).toPrecision(3)).toLocaleString('en')}%`;
}

/* A chart of the remaining error budget, with a line at zero. */
class BudgetChart {
    constructor(figure) {
        this.figure = figure;
        this.box = figure.querySelector('.plot');
        this.readout = figure.querySelector('figcaption');
        this.hours = [];
        figure.onkeydown = event => this.moveCursor(event);
    }

    show(hours) {
        this.hours = BudgetChart.withGaps(hours);
        if (hours.every(point => point.remaining === null)) return;
        if (!this.plot) this.make();
        this.plot.setData(this.data());
        this.read();
    }

    /* An hour without a point, or without any counted events, is a gap. */
    static withGaps(hours) {
        return hours.flatMap((point, index) => {
            const at = Date.parse(point.hour) / 1000;
            const before = index === 0 ? at : Date.parse(hours[index - 1].hour) / 1000;
            const here = {...point, at};
            return at - before > HOUR_SECONDS ? [{at: before + HOUR_SECONDS, remaining: null, state: 'NO_DATA'}, here] : [here];
        });
    }

    data() {
        const blind = point => point.state === 'NO_DATA' || point.state === 'SOURCE_FAILED';
        return [this.hours.map(point => point.at), this.hours.map(point => (blind(point) ? null : point.remaining))];
    }

    make() {
        this.box.replaceChildren();
        const axis = {stroke: () => colour('faint'), font: '12px system-ui, sans-serif', ticks: {show: false},
            grid: {stroke: () => colour('grid'), width: 1}};
        this.plot = new uPlot({
            ...this.size(), padding: [10, 14, 0, 0], legend: {show: false},
            cursor: {points: {size: 6}, drag: {x: false, y: false}},
            scales: {x: {range: (u, min, max) => this.span(min, max)},
                y: {range: (u, min) => [Math.min(0, min ?? 0), 1]}},
            axes: [{...axis, size: 28, space: 84, values: (u, times) => times.map(time => this.time(time))}, {...axis, size: (u, values) => 22 + 7 * Math.max(6, ...(values ?? []).map(value => value.length)), space: 28, values: (u, all) => all.map(percent)}],
            series: [{}, {stroke: () => colour('candidate'), width: 2.5, points: {show: true, size: 4}}],
            hooks: {draw: [u => this.drawEnd(u)], setCursor: [() => this.read()]},
        }, this.data(), this.box);
        new ResizeObserver(() => this.plot.setSize(this.size())).observe(this.box);
    }

    /* With a single point, uPlot's default range would be a thousand days. */
    span(min, max) {
        return [min, Math.max(this.hours.length > 1 ? max : min, min + HOUR_SECONDS)];
    }

    time(seconds) {
        const span = this.plot ? this.plot.scales.x.max - this.plot.scales.x.min : 0;
        const style = span > 2 * DAY_SECONDS ? {day: 'numeric', month: 'short'} : {timeStyle: 'short'};
        return new Intl.DateTimeFormat('en-GB', style).format(seconds * 1000);
    }

    size() {
        return {width: Math.max(200, this.box.clientWidth), height: Math.max(120, this.box.clientHeight)};
    }

    drawEnd(u) {
        const y = u.valToPos(0, 'y', true);
        const context = u.ctx;
        context.save();
        context.strokeStyle = colour('bad');
        context.lineWidth = devicePixelRatio;
        context.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
        context.beginPath();
        context.moveTo(u.bbox.left, y);
        context.lineTo(u.bbox.left + u.bbox.width, y);
        context.stroke();
        context.restore();
    }

    read() {
        const point = this.hours[this.plot.cursor.idx ?? this.hours.length - 1];
        if (!point) return;
        const left = point.remaining === null ? 'nothing known' : `${percent(point.remaining)} left`;
        this.readout.textContent = `${dateAndClock.format(1000 * point.at)} · ${left} · ${point.state.toLowerCase().replace('_', ' ')}`;
    }

    moveCursor(event) {
        const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (!step || !this.plot) return;
        const last = this.hours.length - 1;
        const index = Math.min(last, Math.max(0, (this.plot.cursor.idx ?? last) + step));
        this.plot.setCursor({left: this.plot.valToPos(this.hours[index].at, 'x'), top: 10});
        event.preventDefault();
    }
}

const charts = [...document.querySelectorAll('[data-objective]')].map(figure => new BudgetChart(figure));

async function refresh() {
    if (document.hidden) return;
    const answer = await fetch(`${api}/history`).catch(() => null);
    if (!answer?.ok) return;
    const histories = await answer.json();
    for (const chart of charts) {
        chart.show(histories.find(history => history.objective === chart.figure.dataset.objective)?.hours ?? []);
    }
}

await refresh();
document.documentElement.addEventListener('themechange', () => charts.forEach(chart => chart.plot?.redraw(false)));
setInterval(refresh, REFRESH_MILLIS);
