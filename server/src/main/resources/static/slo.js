// SPDX-License-Identifier: Apache-2.0
// Charts of the SLO page. rollout.js refreshes the text.

const REFRESH_MILLIS = 30000;
const HOUR_SECONDS = 3600;

const {api, charts: chartsPath} = document.getElementById('slo').dataset;
const {TimeChart, atLeast, colour, drawThreshold} = await import(chartsPath);
const dateAndClock = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});

function percent(share) {
    return `${Number((100 * share).toPrecision(3)).toLocaleString('en')}%`;
}

/* A chart of the remaining error budget, with a line at zero. */
class BudgetChart extends TimeChart {
    hours = [];

    show(hours) {
        this.hours = BudgetChart.withGaps(hours);
        if (hours.every(point => point.remaining === null)) return;
        if (!this.plot) this.make(this.options(), this.data());
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

    options() {
        return {
            scales: {x: {range: atLeast(HOUR_SECONDS)}, y: {range: (u, min) => [Math.min(0, min ?? 0), 1]}},
            y: {size: (u, values) => 22 + 7 * Math.max(6, ...(values ?? []).map(value => value.length)), values: (u, all) => all.map(percent)},
            series: [{}, {stroke: () => colour('candidate'), width: 2.5, points: {show: true, size: 4}}],
            hooks: {draw: [u => drawThreshold(u, 0, 'bad')]},
        };
    }

    read() {
        const point = this.hours[this.plot.cursor.idx ?? this.hours.length - 1];
        if (!point) return;
        const left = point.remaining === null ? 'nothing known' : `${percent(point.remaining)} left`;
        this.readout.textContent = `${dateAndClock.format(1000 * point.at)} · ${left} · ${point.state.toLowerCase().replace('_', ' ')}`;
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
document.documentElement.addEventListener('themechange', () => charts.forEach(chart => chart.repaint()));
setInterval(refresh, REFRESH_MILLIS);
