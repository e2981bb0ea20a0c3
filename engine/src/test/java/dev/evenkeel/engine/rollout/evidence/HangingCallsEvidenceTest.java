// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.GuardSimulation;
import dev.evenkeel.engine.rollout.RolloutAction;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HangingCallsEvidenceTest {
    private static final int PER_SECOND = 100;
    private static final double BASE_FAILURES = 0.02;

    @Test
    @Clause("GUARD-51")
    void holdsWithoutRollbackWhileControlCallsHang() {
        var rollout = rolloutAtHalfExposure().runCleanSeconds(20, PER_SECOND, PER_SECOND);
        for (int second = 0; second < 20; second++) {
            hangControlForSecond(rollout);
            assertThat(rollout.decision()).as("after " + second + " s").isInstanceOf(RolloutAction.Hold.class);
        }
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Hold.class,
                        hold -> assertThat(hold.reason())
                                .contains(
                                        "cannot evaluate: 0 of ",
                                        "control calls have ended, ",
                                        "control and candidate cannot be compared yet"));
        assertThat(rollout.guardrailResult("errors").verdict()).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    @Clause("GUARD-51")
    void comparesAgainAfterHangingCallsEnd() {
        var rollout = rolloutAtHalfExposure().runCleanSeconds(20, PER_SECOND, PER_SECOND);
        for (int second = 0; second < 20; second++) {
            hangControlForSecond(rollout);
        }
        long hung = 20 * PER_SECOND;
        rollout.runSecond(
                new VariantTickEvidence(hung, 40, 40, hung, 40, 0, PER_SECOND, latency(hung), Map.of()),
                failing(PER_SECOND, 2));
        assertThat(rollout.guardrailResult("errors").verdict())
                .as("calls that end late do not mark others as hanging")
                .isNotInstanceOf(Verdict.Inconclusive.class);
        assertThat(rollout.decision()).isNotInstanceOf(RolloutAction.RollBack.class);
    }

    private static void hangControlForSecond(GuardSimulation rollout) {
        rollout.runSecond(startedCalls(PER_SECOND), failing(PER_SECOND, 2));
    }

    @Test
    @Clause({"GUARD-27", "GUARD-51"})
    void doesNotReportHangingCallsAsSampleRatioMismatch() {
        var rollout = rolloutAtHalfExposure();
        for (int second = 0; second < 90; second++) {
            rollout.runSecond(startedCalls(PER_SECOND), clean(PER_SECOND));
        }
        assertThat(rollout.state.step().split().windows().alarmAt()).isNull();
    }

    @Test
    @Clause("GUARD-51")
    void rollsBackHangingCandidateForItsFailures() {
        var rollout = rolloutAtHalfExposure();
        for (int second = 0; second < 60 && rollout.decision() instanceof RolloutAction.Hold; second++) {
            rollout.runSecond(
                    failing(PER_SECOND, 1),
                    new VariantTickEvidence(30, 20, 20, 30, 20, 0, PER_SECOND, latency(30), Map.of()));
        }
        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.RollBack.class,
                        back -> assertThat(back.reason()).contains("more units fail on the candidate"));
    }

    @Test
    @Clause("GUARD-51")
    void doesNotReportEquallyOrSlightlySlowerCallsAsHanging() {
        HangingCallsEvidence unended = HangingCallsEvidence.NONE;
        for (int second = 0; second < 3; second++) {
            unended = unended.plus(tick(startedCalls(50), startedCalls(50)), at(second));
        }
        assertThat(unended.hanging())
                .as("calls of both variants take three seconds")
                .isEqualTo(HangingCallsEvidence.HangingVariant.NEITHER);
        for (int second = 3; second < 30; second++) {
            unended = unended.plus(tick(clean(50), clean(50)), at(second));
            assertThat(unended.hanging())
                    .as("then as many calls end as start")
                    .isEqualTo(HangingCallsEvidence.HangingVariant.NEITHER);
        }
        for (int second = 30; second < 60; second++) {
            unended = unended.plus(
                    tick(clean(50), new VariantTickEvidence(35, 0, 0, 35, 0, 0, 50, latency(35), Map.of())),
                    at(second));
            assertThat(unended.hanging()).as("a few calls hang").isEqualTo(HangingCallsEvidence.HangingVariant.NEITHER);
        }
    }

    @Test
    @Clause("GUARD-51")
    void forgetsOldHangingCalls() {
        HangingCallsEvidence unended = HangingCallsEvidence.NONE;
        for (int second = 0; second < 10; second++) {
            unended = unended.plus(tick(startedCalls(50), clean(50)), at(second));
        }
        assertThat(unended.hanging()).isEqualTo(HangingCallsEvidence.HangingVariant.CONTROL);
        assertThat(unended.since()).isEqualTo(at(0));
        for (int second = 10; second < 15; second++) {
            unended = unended.plus(tick(clean(50), clean(50)), at(second));
        }
        assertThat(unended.hanging())
                .as("the old calls never end")
                .isEqualTo(HangingCallsEvidence.HangingVariant.NEITHER);
        assertThat(unended.since()).isNull();
    }

    /// Control's calls hang for 30 s and then end, at the rate at which both always fail.
    @Test
    @Clause("GUARD-51")
    void rarelyRollsBackHarmlessCandidateWhenControlHangs() {
        int rolledBack = 0;
        for (int seed = 0; seed < 200; seed++) {
            rolledBack += isRolledBackWhileControlHangs(new Random(seed)) ? 1 : 0;
        }
        assertThat(rolledBack).isLessThanOrEqualTo(2);
    }

    private static boolean isRolledBackWhileControlHangs(Random random) {
        var rollout = rolloutAtHalfExposure().runCleanSeconds(17, PER_SECOND, PER_SECOND);
        for (int second = 0; second < 30; second++) {
            rollout.runSecond(startedCalls(PER_SECOND), randomFailures(PER_SECOND, random));
        }
        long hung = 30 * PER_SECOND;
        rollout.runSecond(endedCalls(hung, failures(hung, random)), randomFailures(PER_SECOND, random));
        for (int second = 0; second < 30; second++) {
            rollout.runSecond(randomFailures(PER_SECOND, random), randomFailures(PER_SECOND, random));
        }
        return rollout.decision() instanceof RolloutAction.RollBack;
    }

    private static GuardSimulation rolloutAtHalfExposure() {
        return new GuardSimulation(RolloutPlan.fast().fromExposure(new Percent(5_000)));
    }

    private static long failures(long calls, Random random) {
        long failures = 0;
        for (long call = 0; call < calls; call++) {
            failures += random.nextDouble() < BASE_FAILURES ? 1 : 0;
        }
        return failures;
    }

    private static VariantTickEvidence randomFailures(long calls, Random random) {
        return failing(calls, failures(calls, random));
    }

    private static VariantTickEvidence startedCalls(long calls) {
        return new VariantTickEvidence(0, 0, 0, 0, 0, 0, calls, Map.of(), Map.of());
    }

    private static VariantTickEvidence endedCalls(long calls, long failed) {
        return new VariantTickEvidence(calls, failed, failed, calls, failed, 0, 0, latency(calls), Map.of());
    }

    private static Map<Integer, Long> latency(long trials) {
        return trials == 0 ? Map.of() : Map.of(100, trials);
    }

    private static EvidenceTick tick(VariantTickEvidence control, VariantTickEvidence candidate) {
        return new EvidenceTick(1, 1, 0, new Percent(5_000), false, control, candidate);
    }

    private static Instant at(int second) {
        return GuardSimulation.START.plus(Duration.ofSeconds(second));
    }
}
