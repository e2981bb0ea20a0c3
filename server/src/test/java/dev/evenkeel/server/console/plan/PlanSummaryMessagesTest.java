// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import org.junit.jupiter.api.Test;

class PlanSummaryMessagesTest {
    private static final PlanPreview STANDARD =
            PlanPreview.compute(RolloutPlan.standard(), new TrafficAssumptions(200, 0.005, 1, 40.0));
    private static final PlanSummaryMessages MESSAGES = summarize(STANDARD);

    @Test
    void summarizesPlanWithUnitsAndRanges() {
        WorstCaseHarm bad = WorstCaseHarm.of(STANDARD, 2).orElseThrow();

        assertThat(bad.firstStep()).isEqualTo("1%");
        assertThat(bad.lastStep()).isEqualTo("25%");
        assertThat(bad.minCalls()).isBetween(20.0, 30.0);
        assertThat(bad.maxCalls()).isBetween(130.0, 150.0);
        assertThat(MESSAGES.summary())
                .startsWith("At 200 calls/s this plan reaches 100% in about 2.2\u00a0h (hardly more or less) if modern"
                        + " is as good as classic; if it fails twice as often, about 25 to ")
                .contains(" more calls fail (CHF\u00a01,000 to ", ") before everybody is back;")
                .endsWith("a harmless one is rolled back in at most 0.9% of rollouts.");
        assertThat(MESSAGES.obstacles()).isEmpty();
    }

    @Test
    void reportsStepThatCannotBeProvenAtGivenTraffic() {
        PlanSummaryMessages thin = summarize(PlanPreview.compute(RolloutPlan.standard(), traffic(0.5, 0.005)));

        assertThat(thin.obstacles())
                .singleElement()
                .asString()
                .startsWith(
                        "The step at 50% can prove nothing at this traffic: it takes 36\u00a0h, more than 24\u00a0h.")
                .contains(" calls/s instead of what comes now; tolerated extra failures of ");
    }

    @Test
    void omitsFailureRatiosWhenBaselineHasNoFailures() {
        PlanSummaryMessages clean = summarize(PlanPreview.compute(RolloutPlan.standard(), traffic(100, 0)));

        assertThat(clean.summary()).contains("cannot be told as a multiple, since nothing fails today");
        assertThat(clean.limits()).anyMatch(limit -> limit.startsWith("Anything by ratios"));
        assertThat(PlanPreviewTable.of(clean.preview(), clean.plan(), "").harms())
                .isEmpty();
    }

    @Test
    void limitsClaimsToWhatLastStepProves() {
        assertThat(MESSAGES.limits().getFirst())
                .isEqualTo("That modern is as good as classic: what is shown in the end, at 50%, is that it fails"
                        + " < 1.26x + 0.0526% of calls.");
        assertThat(MESSAGES.limits()).anyMatch(limit -> limit.startsWith("Harm below 1.44x"));
    }

    @Test
    void addsFootnoteForHarmThatStepTolerates() {
        PlanPreviewTable planPreviewTable = PlanPreviewTable.of(STANDARD, RolloutPlan.standard(), "CHF");

        assertThat(planPreviewTable.ratios()).containsExactly("1.5x", "2x", "5x", "10x");
        assertThat(planPreviewTable.hasFootnote()).isTrue();
        assertThat(planPreviewTable.harms().getFirst().cells().get(1))
                .isEqualTo(new PlanPreviewTable.StepHarmCell(
                        "2x", "25 calls", "CHF\u00a01,000, back after 42\u00a0min\u00a0*"));
        assertThat(planPreviewTable.steps().getLast().detects()).isEqualTo("nothing");
    }

    @Test
    void splitsFalseAlarmBudgetAcrossGuardrailsAndBreakers() {
        assertThat(FalseAlarmBudgetRow.of(RolloutPlan.standard()))
                .extracting(FalseAlarmBudgetRow::budget)
                .containsExactly("0.54%", "0.09%", "0.09%", "0.09%", "0.09%", "0.1%");
    }

    @Test
    void timelineChartFitsIntoGivenWidth() {
        for (int width : new int[] {336, 720}) {
            RolloutTimelineChart stairs = RolloutTimelineChart.of(STANDARD, width);

            assertThat(stairs.steps()).hasSize(6);
            assertThat(stairs.unboundedPath()).isEmpty();
            assertThat(stairs.ticks()).hasSizeBetween(3, 9);
            assertThat(stairs.steps().subList(0, 4)).allSatisfy(stair -> {
                double end = Double.parseDouble(stair.band()) + Double.parseDouble(stair.bandWidth());
                assertThat(Double.parseDouble(stair.band())).isGreaterThanOrEqualTo(RolloutTimelineChart.LEFT);
                assertThat(end).isLessThanOrEqualTo(width);
            });
        }
    }

    @Test
    void timelineChartMarksUnboundedAndUnreachedSteps() {
        RolloutTimelineChart stairs =
                RolloutTimelineChart.of(PlanPreview.compute(RolloutPlan.fast(), traffic(0.5, 0.3)), 720);

        assertThat(stairs.unboundedPath()).isNotEmpty();
        assertThat(stairs.steps().getLast().label()).isEqualTo("not reached");
    }

    private static PlanSummaryMessages summarize(PlanPreview preview) {
        return new PlanSummaryMessages(preview, RolloutPlan.standard(), "classic", "modern", "CHF");
    }

    private static TrafficAssumptions traffic(double callsPerSecond, double baseRate) {
        return new TrafficAssumptions(callsPerSecond, baseRate, 1, null);
    }
}
