// SPDX-License-Identifier: Apache-2.0
// Time series charts. The charts of a rollout turn ticks into columns and columns into charts that grow by appending.
// Direct labels instead of legends, thresholds dashed and named, borders where a step began.

const QUANTILES = ['p50', 'p95', 'p99'];
const CALLS_NEEDED = {p50: 5, p95: 20, p99: 100};
const ROLES = ['control', 'candidate'];
const ERROR_WINDOW_SECONDS = 30;
const TRAFFIC_WINDOW_SECONDS = 10;
/* A shorter span gives no rate: the first ticks may follow each other immediately. */
const SHORTEST_TRAFFIC_SECONDS = 2;
const SHORTEST_SPAN_SECONDS = 60;
const DAY_SECONDS = 86400;
const LONGEST_NAME = 14;
/* Each at most 2.5 times the one before, so that at least one mark is always visible. */
const TIME_MARKS_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400];

const clock = new Intl.DateTimeFormat('en-GB', {timeStyle: 'medium'});

/* The data up to the last instant drawn, one entry per tick in every column. Windows are differences of running sums. */
export class TickColumns {
    constructor(after, until) {
        this.last = after;
        this.until = until ? Date.parse(until) : Infinity;
        this.full = false;
        this.at = [];
        this.borders = [];
        this.combined = [];
        this.checks = {};
        this.variants = Object.fromEntries(ROLES.map(role => [role, {
            calls: [0], failures: [0], errorPercent: [], callsPerSecond: [], p50: [], p95: [], p99: [],
        }]));
        this.errorsFrom = 0;
        this.trafficFrom = 0;
    }

    add(tick) {
        this.last = tick.number;
        this.full ||= Date.parse(tick.at) > this.until;
        if (this.full) return;
        const index = this.at.length;
        const at = Math.max(Date.parse(tick.at) / 1000, this.at.at(-1) ?? 0);
        this.at.push(at);
        if (!tick.late && this.borders.at(-1)?.exposure !== tick.exposure) {
            this.borders.push({at, exposure: tick.exposure});
        }
        this.combined.push(tick.rollbackLog10 ?? null);
        for (const check of Object.keys(tick.checks ?? {})) {
            this.checks[check] ??= new Array(index).fill(null);
        }
        for (const [check, column] of Object.entries(this.checks)) {
            column.push(tick.checks?.[check]?.rollbackLog10 ?? null);
        }
        while (this.at[this.errorsFrom] < at - ERROR_WINDOW_SECONDS) this.errorsFrom++;
        while (this.at[this.trafficFrom] < at - TRAFFIC_WINDOW_SECONDS) this.trafficFrom++;
        for (const role of ROLES) this.addVariant(this.variants[role], tick[role], index);
    }

    addVariant(variant, counts, index) {
        variant.calls.push(variant.calls[index] + counts.calls);
        variant.failures.push(variant.failures[index] + counts.failures);
        const since = (sums, from) => sums[index + 1] - sums[from];
        const calls = since(variant.calls, this.errorsFrom);
        variant.errorPercent.push(calls === 0 ? null : 100 * since(variant.failures, this.errorsFrom) / calls);
        const seconds = this.at[index] - this.at[this.trafficFrom];
        variant.callsPerSecond.push(seconds < SHORTEST_TRAFFIC_SECONDS ? null : since(variant.calls, this.trafficFrom + 1) / seconds);
        for (const quantile of QUANTILES) {
            variant[quantile].push(counts.calls < CALLS_NEEDED[quantile] ? null : counts[quantile] ?? null);
        }
    }
}

/* The four charts of the page. */
export class Charts {
    constructor(columns, {control, candidate}) {
        this.columns = columns;
        this.names = {control: shortened(control), candidate: shortened(candidate)};
        this.charts = [];
        this.checks = -1;
    }

    draw() {
        if (this.columns.at.length === 0) return;
        const checks = Object.keys(this.columns.checks).length;
        if (checks !== this.checks) {
            this.checks = checks;
            this.charts.splice(0).forEach(chart => chart.remove());
            this.charts.push(this.evidence(), this.errors(), this.latency(), this.traffic());
        }
        this.charts.forEach(chart => chart.draw());
    }

    repaint() {
        this.charts.forEach(chart => chart.repaint());
    }

    evidence() {
        const {combined, checks} = this.columns;
        return new Chart('chart-evidence', this.columns, {
            threshold: rollbackLimit,
            format: power,
            range: (u, min, max) => [
                Math.max(-3, Math.min(-1.2, (min ?? 0) - 0.2)), Math.max((rollbackLimit() ?? 2) + 0.6, (max ?? 0) + 0.3)],
            splits: (u, axis, min, max) => wholePowers(min, max),
            lines: [{name: 'combined', column: combined, colour: 'candidate', width: 2.5},
                ...Object.entries(checks).map(([name, column]) => ({name, column, colour: 'faint', width: 1}))],
        });
    }

    errors() {
        return new Chart('chart-errors', this.columns, {
            format: value => `${digits(value)}%`, range: fromZero(1), lines: this.perVariant('errorPercent')});
    }

    traffic() {
        return new Chart('chart-traffic', this.columns, {
            format: value => `${Math.round(value)} /s`, range: fromZero(10), lines: this.perVariant('callsPerSecond')});
    }

    latency() {
        const dashes = {p50: [], p95: [6, 3], p99: [2, 3]};
        return new Chart('chart-latency', this.columns, {
            format: value => `${digits(value)} ms`, range: fromZero(1),
            lines: ROLES.flatMap(role => QUANTILES.map(quantile => ({
                name: `${quantile} ${this.names[role]}`, column: this.columns.variants[role][quantile],
                colour: role, dash: dashes[quantile],
            })))});
    }

    perVariant(column) {
        return ROLES.map(role => ({
            name: this.names[role], column: this.columns.variants[role][column], colour: role, width: 2}));
    }
}

/* A chart in its figure: the plot, and below it the values at the cursor (or else the newest) as text. Subclasses have
   read(), which writes this text. */
export class TimeChart {
    constructor(figure) {
        this.figure = figure;
        this.canvasBox = figure.querySelector('.plot');
        this.readout = figure.querySelector('figcaption');
        figure.onkeydown = event => this.moveCursor(event);
    }

    /* x and y are options of the axes, the others options of uPlot. */
    make({x, y, hooks, cursor, ...options}, data) {
        this.canvasBox.replaceChildren();
        const axis = {stroke: () => colour('faint'), font: '12px system-ui, sans-serif', ticks: {show: false},
            grid: {stroke: () => colour('grid'), width: 1}};
        this.plot = new uPlot({
            ...this.size(), padding: [10, 14, 0, 0], legend: {show: false}, ...options,
            cursor: {...cursor, points: {size: 6}, drag: {x: false, y: false}},
            axes: [{...axis, size: 28, space: 84, values: datesOrTimes, ...x}, {...axis, space: 28, ...y}],
            hooks: {...hooks, setCursor: [() => this.read()]},
        }, data, this.canvasBox);
        this.resizing = new ResizeObserver(() => this.plot.setSize(this.size()));
        this.resizing.observe(this.canvasBox);
    }

    size() {
        return {width: Math.max(200, this.canvasBox.clientWidth), height: Math.max(120, this.canvasBox.clientHeight)};
    }

    repaint() {
        this.plot?.redraw(false);
    }

    remove() {
        this.resizing.disconnect();
        this.plot.destroy();
    }

    moveCursor(event) {
        const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (!step || !this.plot) return;
        const times = this.plot.data[0];
        const last = times.length - 1;
        const index = Math.min(last, Math.max(0, (this.plot.cursor.idx ?? last) + step));
        this.plot.setCursor({left: this.plot.valToPos(times[index], 'x'), top: 10});
        event.preventDefault();
    }
}

class Chart extends TimeChart {
    constructor(id, columns, {lines, range, format, splits, threshold}) {
        super(document.getElementById(id));
        Object.assign(this, {columns, lines, format});
        this.make({
            padding: [10, 14 + 7 * Math.max(...lines.map(line => line.name.length)), 0, 0],
            cursor: {sync: {key: 'rollout'}},
            scales: {x: {time: true, range: atLeastAMinute}, y: {range}},
            x: {space: 72, incrs: TIME_MARKS_SECONDS, values: (u, times) => times.map(time => clock.format(time * 1000))},
            y: {size: 56, values: (u, values) => values.map(format), splits},
            series: [{}, ...lines.map(line => ({
                stroke: () => colour(line.colour), width: line.width ?? 1.5, dash: line.dash, points: {show: false}}))],
            hooks: {
                drawClear: [u => drawBorders(u, columns.borders, threshold !== undefined)],
                draw: [u => {
                    if (threshold?.() != null) drawThreshold(u, threshold(), 'bad', `roll back at ${power(threshold())}`);
                    drawNames(u, lines);
                }],
            },
        }, this.data());
    }

    data() {
        return [this.columns.at, ...this.lines.map(line => line.column)];
    }

    draw() {
        this.plot.setData(this.data());
        if (document.activeElement !== this.figure) this.read();
    }

    read() {
        const newest = Math.max(...this.lines.map(line => line.column.findLastIndex(value => value != null)));
        const index = this.plot?.cursor.idx ?? newest;
        if (index < 0) {
            this.readout.textContent = 'no value yet';
            return;
        }
        const values = this.lines
            .filter(line => line.column[index] != null)
            .map(line => `${line.name} ${this.format(line.column[index])}`);
        const at = clock.format(this.columns.at[index] * 1000);
        this.readout.textContent = `${at}  ${values.length ? values.join(' · ') : 'no value here'}`;
    }
}

/* ---- scales and numbers ---- */

function atLeastAMinute(u, min, max) {
    return [min ?? 0, Math.max((max ?? 0) + 1, (min ?? 0) + SHORTEST_SPAN_SECONDS)];
}

/* With a single point, uPlot's default range would be a thousand days. */
export function atLeast(seconds) {
    return (u, min, max) => [min, Math.max(u.data[0].length > 1 ? max : min, min + seconds)];
}

/* Dates for a span of several days, otherwise times of day. */
function datesOrTimes(u, times) {
    const span = u.scales.x.max - u.scales.x.min;
    const style = span > 2 * DAY_SECONDS ? {day: 'numeric', month: 'short'} : {timeStyle: span < 600 ? 'medium' : 'short'};
    const format = new Intl.DateTimeFormat('en-GB', style);
    return times.map(time => format.format(time * 1000));
}

/* Decimal logarithm of the evidence at which the guard rolls back; unknown before the first evaluation. */
function rollbackLimit() {
    const log10 = document.getElementById('limit').dataset.log10;
    return log10 === undefined ? null : Number(log10);
}

function fromZero(least) {
    return (u, min, max) => [0, Math.max(least, (max ?? 0) * 1.15)];
}

function wholePowers(min, max) {
    const step = Math.ceil((max - min) / 6);
    const first = Math.ceil(min / step) * step;
    return Array.from({length: Math.floor((max - first) / step) + 1}, (_, index) => first + index * step);
}

function digits(value) {
    return Number(value.toPrecision(3)).toLocaleString('en');
}

function power(log10) {
    if (log10 >= -2 && log10 < 5) return digits(10 ** log10);
    const exponent = Math.floor(log10);
    const raised = String(exponent).replace('-', '⁻').replace(/\d/g, digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]);
    return log10 === exponent ? `10${raised}` : `${(10 ** (log10 - exponent)).toFixed(1)} × 10${raised}`;
}

function shortened(name) {
    return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}

/* ---- drawing, in device pixels ---- */

export function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--ek-${name}`).trim();
}

function pen(u, name) {
    const context = u.ctx;
    context.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
    context.fillStyle = context.strokeStyle = colour(name);
    context.lineWidth = devicePixelRatio;
    context.setLineDash([]);
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    return context;
}

function stroke(context, fromX, fromY, toX, toY) {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.stroke();
}

function drawBorders(u, borders, named) {
    const context = pen(u, 'faint');
    const {left, top, width, height} = u.bbox;
    let free = left;
    for (const {at, exposure} of borders) {
        const x = Math.max(left, u.valToPos(at, 'x', true));
        context.strokeStyle = colour('border');
        stroke(context, x, top, x, top + height);
        const text = `${exposure}%`;
        const end = x + context.measureText(text).width + 8 * devicePixelRatio;
        if (named && x >= free && end < left + width) {
            context.fillText(text, x + 4 * devicePixelRatio, top + 8 * devicePixelRatio);
            free = end;
        }
    }
}

/* Draws a dashed line with a label below, or above if below is negative. */
export function drawThreshold(u, value, tone, label = '', below = 10) {
    u.ctx.save();
    const context = pen(u, tone);
    const {left, width} = u.bbox;
    const y = u.valToPos(value, 'y', true);
    context.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    stroke(context, left, y, left + width, y);
    context.fillText(label, left + 6 * devicePixelRatio, y + below * devicePixelRatio);
    context.restore();
}

/* Labels each line at its end; overlapping labels move apart, first down, then back up into the plot. */
function drawNames(u, lines) {
    const context = pen(u, 'text');
    const gap = 14 * devicePixelRatio;
    const {left, top, width, height} = u.bbox;
    const names = lines
        .map((line, index) => ({...line, end: u.data[index + 1].findLast(value => value != null)}))
        .filter(line => line.end != null)
        .map(line => ({...line, y: u.valToPos(line.end, 'y', true)}))
        .sort((a, b) => a.y - b.y);
    names.reduce((above, name) => name.y = Math.max(name.y, above + gap), top - gap);
    names.reduceRight((below, name) => name.y = Math.min(name.y, below - gap), top + height + gap / 2);
    for (const name of names) {
        context.fillStyle = colour(name.colour);
        context.fillText(name.name, left + width + 6 * devicePixelRatio, name.y);
    }
}
