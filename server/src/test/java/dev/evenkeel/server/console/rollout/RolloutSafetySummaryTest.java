// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.SimulatedRollout.Scenario;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RolloutSafetySummaryTest {
    private static final Instant START = Instant.parse("2026-01-05T13:00:00Z");
    private static final FailureCost PRICE = new FailureCost(0.8, "CHF");
    private static final String SHOWN =
            "to 25%: errors: shown failures < 2x control + 0.2% of calls at 95%; rank: shown not slower at 95%";
    private static final GateRow SPENT = new GateRow(
            "budget",
            new StatusBadge(StatusBadge.Tone.CAUTION, "stop", "Closed"),
            true,
            "The budget is spent.",
            null,
            null);
    private static final VariantCounts SOME_FAIL = counts(960);
    private static final VariantCounts NONE_FAIL = counts(0);

    @Test
    void reportsSignsOfHarmBelowRollbackLimit() {
        RolloutSafetySummary rolloutSafetySummary = summarize(withEvidence(1.5, null));

        assertThat(rolloutSafetySummary.tone()).isEqualTo(StatusBadge.Tone.CAUTION);
        assertThat(rolloutSafetySummary.headline()).startsWith("Signs of harm").contains("not yet enough to act");
        assertThat(String.join(" ", rolloutSafetySummary.sentences())).contains("Evidence against modern is 32");
    }

    @Test
    void reportsRollbackOnceLimitIsReached() {
        assertThat(summarize(withEvidence(2.1, null)).headline()).isEqualTo("Harm is shown: going back.");
    }

    @Test
    void reportsUnknownWhenGuardEvaluationFails() {
        RolloutSafetySummary rolloutSafetySummary = summarize(withEvidence(-0.4, "the stored state cannot be read"));

        assertThat(rolloutSafetySummary.headline()).startsWith("We cannot tell: exposure is held at");
        assertThat(rolloutSafetySummary.sentences()).containsExactly("The stored state cannot be read.");
    }

    @Test
    void reportsClosedGateWhenDataIsMissing() {
        RolloutPageData silent =
                new SimulatedRollout("r-1", Scenario.GOOD, START).advance(60).pageData(true);
        assertThat(summarize(silent).headline()).startsWith("We cannot tell: exposure is held at");

        RolloutSafetySummary rolloutSafetySummary = summarize(withGate(silent, SPENT));

        assertThat(rolloutSafetySummary.headline())
                .startsWith("We cannot tell, and a gate is closed: exposure is held at");
        assertThat(rolloutSafetySummary.sentences())
                .hasSize(2)
                .last()
                .isEqualTo("Gate budget is closed. The budget is spent.");
    }

    @Test
    void reportsClosedGateWhileCollectingBaseline() {
        var collecting = new SimulatedRollout("r-1", Scenario.GOOD, START).advance(5);

        assertThat(summarize(withGate(collecting.pageData(false), SPENT)).sentences())
                .hasSize(2)
                .last()
                .isEqualTo("Gate budget is closed. The budget is spent.");
    }

    @Test
    void warnsWhenPlanTimeExpiresBeforeExposure() {
        var collecting = new SimulatedRollout("r-1", Scenario.GOOD, START).advance(5);
        assertThat(summarize(collecting.pageData(false)).headline()).isEqualTo("Nobody is on modern yet.");

        RolloutSafetySummary late = summarize(withExpiredPlan(collecting.pageData(false)));

        assertThat(late.tone()).isEqualTo(StatusBadge.Tone.CAUTION);
        assertThat(late.headline()).isEqualTo("The plan's time is over, and nobody is on modern yet.");
        assertThat(late.sentences())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(" of 10,000 calls measured.");
    }

    @Test
    void neverClaimsThatCandidateIsProvenSafe() {
        for (int seconds = 1; seconds < 140; seconds += 20) {
            RolloutSafetySummary rolloutSafetySummary = summarize(new SimulatedRollout("r-1", Scenario.GOOD, START)
                    .advance(seconds)
                    .pageData(false));
            assertThat(rolloutSafetySummary.headline() + String.join(" ", rolloutSafetySummary.sentences()))
                    .doesNotContainIgnoringCase("proven")
                    .doesNotContainIgnoringCase("is safe");
        }
    }

    @Test
    void reportsExtraFailuresOnlyAfterRollback() {
        SimulatedRollout bad = new SimulatedRollout("r-1", Scenario.BAD, START).advance(61);
        assertThat(String.join(" ", summarize(bad.pageData(false)).sentences())).doesNotContain("more than classic");

        bad.advance(10);

        assertThat(String.join(" ", summarize(bad.pageData(false)).sentences()))
                .contains("more than classic would have");
        assertThat(RollbackPreview.RollbackProgress.of(bad.pageData(false)))
                .extracting(RollbackPreview.RollbackProgress::text)
                .asString()
                .startsWith("The last SDK was back after at most 1.4");
    }

    @Test
    void convertsProvenFailureLimitToMoney() {
        assertThat(costSentences(afterAdvance(RolloutPlan.standard(), advance(1, SHOWN), SOME_FAIL, PRICE), 212.0))
                .containsExactly("At full exposure, less than 2 times as many failed calls plus 0.2% of all calls is"
                        + " less than about CHF 4,300 an hour more than with classic, at 212 calls/s.");
        assertThat(costSentences(afterAdvance(RolloutPlan.fast(), advance(0, SHOWN), NONE_FAIL, PRICE), 212.0))
                .containsExactly("At full exposure, less than 10% of all calls failing in addition is less than about"
                        + " CHF 61,000 an hour more than with classic, at 212 calls/s.");
    }

    @Test
    void reportsLastProvenLimitWithItsCost() {
        RolloutPageData data =
                new SimulatedRollout("r-1", Scenario.GOOD, START).advance(60).pageData(false);

        assertThat(summarize(data).sentences())
                .anySatisfy(sentence -> assertThat(sentence).startsWith("Shown so far: errors: shown"))
                .anySatisfy(sentence -> assertThat(sentence).startsWith("At full exposure, less than 10"));
    }

    @Test
    void omitsCostWithoutPriceTrafficOrProof() {
        RolloutPlan plan = RolloutPlan.standard();
        RolloutDecision advance = advance(1, SHOWN);
        assertThat(costSentences(afterAdvance(plan, advance, SOME_FAIL, PRICE), 212.0))
                .hasSize(1);

        assertThat(costSentences(afterAdvance(plan, advance, SOME_FAIL, null), 212.0))
                .isEmpty();
        assertThat(costSentences(afterAdvance(plan, advance, SOME_FAIL, PRICE), null))
                .isEmpty();
        assertThat(costSentences(afterAdvance(plan, advance, SOME_FAIL, PRICE), 0.0))
                .isEmpty();
        assertThat(costSentences(afterAdvance(plan, advance, VariantCounts.none(), PRICE), 212.0))
                .isEmpty();
        assertThat(costSentences(
                        afterAdvance(plan, advance(1, "to 25%: no breach in 10 min"), SOME_FAIL, PRICE), 212.0))
                .isEmpty();
        assertThat(costSentences(afterAdvance(plan, advance(4, SHOWN), SOME_FAIL, PRICE), 212.0))
                .isEmpty();
        assertThat(costSentences(withEvidence(-0.4, null), 212.0)).isEmpty();
    }

    private static RolloutPageData withGate(RolloutPageData data, GateRow gate) {
        var extras = new RolloutPageData.RolloutRelatedData(
                null, List.of(), List.of(), List.of(), List.of(gate), null, RolloutNextStepsData.NOTHING, null);
        return new RolloutPageData(data.rollout(), data.decisions(), data.recentCalls(), 1, 1, extras);
    }

    private static List<String> costSentences(RolloutPageData data, @Nullable Double callsPerSecond) {
        return RolloutSafetySummary.of(data, new TrafficSummary("", callsPerSecond, null)).sentences().stream()
                .filter(sentence -> sentence.startsWith("At full exposure"))
                .map(sentence -> sentence.replace('\u00a0', ' '))
                .toList();
    }

    private static RolloutSafetySummary summarize(RolloutPageData data) {
        return RolloutSafetySummary.of(data, new TrafficSummary("212 requests/s", 212.0, null));
    }

    private static RolloutDecision advance(int fromStep, String reason) {
        return new RolloutDecision(
                2,
                START,
                RolloutDecisionKind.ADVANCE,
                fromStep,
                fromStep + 1,
                new Percent(2_500),
                42,
                reason,
                50,
                null,
                null,
                START,
                null);
    }

    private static RolloutPageData afterAdvance(
            RolloutPlan plan, RolloutDecision advance, VariantCounts control, @Nullable FailureCost cost) {
        RolloutPageData calm = withEvidence(-0.4, null);
        Rollout is = calm.rollout();
        Rollout rollout = new Rollout(
                is.id(),
                is.environment(),
                is.flag(),
                is.control(),
                is.candidate(),
                plan,
                is.seed(),
                is.reason(),
                is.change(),
                is.startedAt(),
                is.position(),
                is.seedSamples(),
                is.ticks(),
                new Rollout.Totals(control, is.totals().candidate(), 0, START),
                is.guardrailStatus(),
                null,
                is.changes());
        var extras = new RolloutPageData.RolloutRelatedData(
                null, List.of(), List.of(), List.of(), List.of(), null, RolloutNextStepsData.NOTHING, cost);
        return new RolloutPageData(rollout, List.of(advance), calm.recentCalls(), 1, 1, extras);
    }

    private static VariantCounts counts(long failures) {
        return new VariantCounts(
                190_800,
                failures,
                failures,
                190_800,
                failures,
                0,
                190_800,
                new LatencyHistogram(),
                new LatencyHistogram(),
                Map.of());
    }

    private static RolloutPageData withEvidence(double log10, @Nullable String evaluationError) {
        RolloutPageData data =
                new SimulatedRollout("r-1", Scenario.GOOD, START).advance(60).pageData(false);
        Rollout is = data.rollout();
        GuardrailStatuses statuses =
                new GuardrailStatuses(new GuardrailStatuses.CombinedRollbackEvidence(log10, 2.0458), data.checks());
        return with(data, is.position(), statuses, evaluationError);
    }

    private static RolloutPageData withExpiredPlan(RolloutPageData data) {
        Rollout.Position is = data.rollout().position();
        var held = new Rollout.Position(
                is.status(),
                is.step(),
                is.stepStartedAt(),
                is.exposure(),
                is.revision(),
                1,
                HoldKind.TIME_LIMIT,
                false,
                null);
        return with(data, held, null, null);
    }

    private static RolloutPageData with(
            RolloutPageData data,
            Rollout.Position position,
            @Nullable GuardrailStatuses statuses,
            @Nullable String evaluationError) {
        Rollout is = data.rollout();
        Rollout rollout = new Rollout(
                is.id(),
                is.environment(),
                is.flag(),
                is.control(),
                is.candidate(),
                is.plan(),
                is.seed(),
                is.reason(),
                is.change(),
                is.startedAt(),
                position,
                is.seedSamples(),
                is.ticks(),
                is.totals(),
                statuses,
                evaluationError,
                is.changes());
        return new RolloutPageData(
                rollout, List.of(), data.recentCalls(), 1, 1, RolloutPageData.RolloutRelatedData.NONE);
    }
}
