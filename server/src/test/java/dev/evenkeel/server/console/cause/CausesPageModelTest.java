// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.cause.CauseHarmRanking;
import dev.evenkeel.engine.cause.CauseHarmRanking.Interval;
import dev.evenkeel.engine.cause.CauseHarmRanking.RankedCause;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport;
import dev.evenkeel.server.operations.incident.report.CauseReportService;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CausesPageModelTest {
    private static CausesPageModel page(RankedCause... rows) {
        var causeReportQuery = new CauseReportService.CauseReportQuery(HarmMeasure.MONEY, 365, "", null);
        var report = new CauseHarmRanking(HarmMeasure.MONEY, 365, 8, 0, 0, 20_000, 1, List.of(rows));
        return CausesPageModel.of(
                new CausesPageModel.CauseReportFilterOptions(List.of(), causeReportQuery, ""),
                new CauseReportService.CauseReportResult("CHF", report, List.of()),
                new IncidentsByQuarterReport("CHF", List.of()),
                List.of());
    }

    private static RankedCause row(String cause, double share, double sum, double topThree) {
        return new RankedCause(
                cause,
                2,
                100_000 * share,
                share,
                sum,
                new Interval(share / 2, share, Math.min(1, share * 1.5)),
                topThree,
                new Interval(0.1, 0.5, 1.2),
                new Interval(1_000, 12_000, 30_000));
    }

    @Test
    void summarizesWorstCauseWithTopThreeProbability() {
        CausesPageModel page = page(
                row("pool", 0.41, 0.41, 0.98),
                row("b", 0.3, 0.71, 0.9),
                row("c", 0.2, 0.91, 0.7),
                row("d", 0.09, 1, 0.4));
        assertThat(page.summary())
                .isEqualTo("Fix “pool” first: 41% of the money of 365 days, among the top three with 98%.");
        assertThat(page.details())
                .containsExactly(
                        "A fix that lasts saves CHF\u00a012,000 (1,000–30,000) a quarter.",
                        "From 8 incidents, which cost CHF\u00a0100,000.");
        assertThat(page.rows().getFirst().expected()).isEqualTo("21–62%");
    }

    @Test
    void omitsTopThreeProbabilityForFewerThanThreeCauses() {
        assertThat(page(row("a", 0.7, 0.7, 1), row("b", 0.3, 1, 1)).summary()).endsWith("365 days, of 2 known causes.");
        assertThat(page(row("a", 1, 1, 1)).summary()).endsWith("365 days, the only cause that is known.");
    }

    @Test
    void reportsNoKnownCauseForEmptyRanking() {
        assertThat(page().summary()).isEqualTo("Nothing to fix is known: no incident in 365 days.");
        assertThat(page().details()).isEmpty();
    }

    @Test
    void chartsTenCausesAndCountsHiddenOnes() {
        List<RankedCause> rows = IntStream.range(0, 12)
                .mapToObj(i -> row("cause " + i, 1 / 12.0, (i + 1) / 12.0, 0.25))
                .toList();
        ParetoChart plot = ParetoChart.of(rows, "the money");
        assertThat(plot.bars()).hasSize(ParetoChart.MAX_CAUSES);
        assertThat(plot.line()).hasSize(ParetoChart.MAX_CAUSES - 1);
        assertThat(plot.hiddenCount()).isEqualTo(2);
        assertThat(plot.bars().get(1).width()).isEqualTo("8.33%");
        assertThat(plot.bars().get(1).sum()).isEqualTo("16.67%");
        assertThat(plot.line().getFirst().toX()).isEqualTo("16.67%");
        assertThat(plot.bars().getFirst().leftward()).isFalse();
        assertThat(plot.bars().getLast().leftward()).isTrue();
        assertThat(plot.description()).contains("cause 0 8.3%, to be expected 4–13%");
    }
}
