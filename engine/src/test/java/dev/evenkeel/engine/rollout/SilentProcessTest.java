// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static dev.evenkeel.engine.rollout.GuardSimulation.START;
import static dev.evenkeel.engine.rollout.GuardSimulation.clean;
import static dev.evenkeel.engine.rollout.GuardSimulation.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.SilentProcess.ConnectionState;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.MissingDataLimits;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanFixtures;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One process stops sending outcomes while others continue.
class SilentProcessTest {
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));

    @Test
    @Clause("GUARD-52")
    void holdsProvenStepForSilentProcess() {
        var rollout = rolloutWithProof();
        rollout.silentProcesses =
                SilentProcesses.of(List.of(silentProcess("payments-7f3a", 15, ConnectionState.CONNECTED)));

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.SILENT_PROCESS,
                        "cannot evaluate: process \"payments-7f3a\" has sent no outcomes since"
                                + " 2026-01-01T00:00:15Z and is connected"));
        rollout.silentProcesses = SilentProcesses.NONE;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-52")
    void reportsEndOfHoldForDisconnectedProcess() {
        var rollout = rolloutWithProof();
        rollout.silentProcesses = SilentProcesses.of(List.of(silentProcess("p1", 15, ConnectionState.LOST)));

        assertThat(rollout.decision().reason())
                .isEqualTo("cannot evaluate: process \"p1\" has sent no outcomes since 2026-01-01T00:00:15Z and is"
                        + " not connected;"
                        + " it counts as stopped 1 min after its last contact");
    }

    @Test
    @Clause("GUARD-52")
    void reportsEndOfHoldForSilentReporter() {
        var rollout = rolloutWithProof();
        rollout.silentProcesses = SilentProcesses.of(List.of(silentProcess("r1", 15, ConnectionState.REPORTER)));

        assertThat(rollout.decision().reason())
                .isEqualTo("cannot evaluate: process \"r1\" has sent no outcomes since 2026-01-01T00:00:15Z although"
                        + " it reports"
                        + " every 10 s; it counts as stopped 5 min after its last report");
    }

    @Test
    @Clause("GUARD-52")
    void listsAtMostThreeSilentProcesses() {
        var rollout = rolloutWithProof();
        rollout.silentProcesses = SilentProcesses.of(IntStream.range(0, 5)
                .mapToObj(i -> silentProcess("p" + i, i, ConnectionState.CONNECTED))
                .toList());

        assertThat(rollout.decision().reason())
                .contains("\"p0\"", "\"p2\"", "; and at least 2 more")
                .doesNotContain("\"p3\"");
    }

    @Test
    @Clause("GUARD-52")
    void toleratesSilentProcessesUpToCallShareOfPlan() {
        var rollout = new GuardSimulation(planWithSilenceLimits(Duration.ofSeconds(30), 2_500))
                .runCleanSeconds(60, 2_375, 125);
        rollout.silentProcesses = SilentProcesses.of(List.of(silentProcess("p1", 15, ConnectionState.CONNECTED)));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        rollout.silentProcesses = SilentProcesses.of(List.of(
                silentProcess("p1", 15, ConnectionState.CONNECTED),
                silentProcess("p2", 16, ConnectionState.CONNECTED)));

        assertThat(rollout.decision().reason())
                .startsWith("cannot evaluate: process \"p1\" has sent no outcomes since ")
                .endsWith("; the plan tolerates silent processes with at most 25% of the calls");
    }

    @Test
    @Clause("GUARD-52")
    void holdsWhenListOfSilentProcessesIsFull() {
        var rollout = new GuardSimulation(planWithSilenceLimits(Duration.ofSeconds(30), 2_500))
                .runCleanSeconds(60, 2_375, 125);
        rollout.silentProcesses = SilentProcesses.of(IntStream.range(0, SilentProcesses.MAX_PROCESSES)
                .mapToObj(i -> new SilentProcess("p" + i, START, ConnectionState.CONNECTED, 1e-6))
                .toList());

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
    }

    @Test
    @Clause("GUARD-52")
    void holdsOnlyAfterSilentPeriodOfPlan() {
        var rollout =
                new GuardSimulation(planWithSilenceLimits(Duration.ofMinutes(2), 0)).runCleanSeconds(60, 2_375, 125);
        rollout.silentProcesses = SilentProcesses.of(List.of(silentProcess("p1", 0, ConnectionState.CONNECTED)));
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        rollout.runCleanSeconds(59, 2_375, 125);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
        rollout.runCleanSeconds(1, 2_375, 125);

        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Hold.class,
                        hold -> assertThat(hold.kind()).isEqualTo(HoldKind.SILENT_PROCESS));
    }

    private static RolloutPlan planWithSilenceLimits(Duration after, int basisPoints) {
        MissingDataLimits fast = PLAN.missingData();
        return RolloutPlanFixtures.with(
                PLAN,
                new MissingDataLimits(
                        fast.noDataAfter(),
                        fast.rollBackAfter(),
                        fast.rollBackFrom(),
                        after,
                        new Percent(basisPoints)));
    }

    @Test
    @Clause("GUARD-52")
    void neverRollsBackForSilentProcess() {
        var rollout = new GuardSimulation(
                RolloutPlanFixtures.with(PLAN, new RolloutTimeLimits(days(2), days(3), DeadlineAction.ROLL_BACK)));
        rollout.moveTo(2);
        rollout.silentProcesses = SilentProcesses.of(List.of(silentProcess("p1", 0, ConnectionState.CONNECTED)));
        rollout.runCleanSeconds(7_200, 125, 125);

        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Hold.class,
                        hold -> assertThat(hold.kind()).isEqualTo(HoldKind.SILENT_PROCESS));
    }

    @Test
    @Clause("GUARD-52")
    void appliesTimeLimitWhileProcessIsSilent() {
        var rollout = new GuardSimulation(RolloutPlanFixtures.with(
                PLAN, new RolloutTimeLimits(Duration.ofMinutes(2), days(1), DeadlineAction.HOLD)));
        rollout.silentProcesses = SilentProcesses.of(List.of(silentProcess("p1", 0, ConnectionState.CONNECTED)));
        rollout.runCleanSeconds(120, 238, 12);

        assertThat(rollout.decision())
                .isInstanceOfSatisfying(
                        RolloutAction.Hold.class,
                        hold -> assertThat(hold.kind()).isEqualTo(HoldKind.TIME_LIMIT));
        assertThat(rollout.decision().reason()).contains("process \"p1\" has sent no outcomes");
    }

    @Test
    @Clause("GUARD-52")
    void doesNotCompleteWhileProcessIsSilent() {
        var rollout = new GuardSimulation(PLAN);
        rollout.moveTo(4);
        rollout.runCleanSeconds(60, 0, 250);
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Complete.class);
        rollout.silentProcesses = SilentProcesses.of(List.of(silentProcess("p1", 0, ConnectionState.CONNECTED)));

        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Hold.class);
    }

    @Test
    @Clause("GUARD-52")
    void rollsBackOnHarmDespiteSilentProcess() {
        var harmed = new GuardSimulation(PLAN).runCleanSeconds(40, 238, 12);
        harmed.silentProcesses = SilentProcesses.of(List.of(silentProcess("p1", 0, ConnectionState.CONNECTED)));
        harmed.runSecond(clean(238), failing(12, 12));

        assertThat(harmed.decision()).isInstanceOf(RolloutAction.RollBack.class);
    }

    @Test
    @Clause("GUARD-52")
    void reportsMissingDataBeforeSilentProcess() {
        var rollout = rolloutWithProof();
        rollout.silentProcesses = SilentProcesses.of(List.of(silentProcess("p1", 0, ConnectionState.CONNECTED)));
        rollout.advanceClock(Duration.ofSeconds(5));

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(HoldKind.MISSING_DATA, "cannot evaluate: no outcomes for 5 s"));
    }

    @Test
    @Clause("GUARD-52")
    void holdsAfterServerPauseUntilProcessReports() {
        var rollout = rolloutWithProof().advanceClock(Duration.ofMinutes(5));
        rollout.listeningSince = rollout.now;
        rollout.silentProcesses = SilentProcesses.of(
                List.of(new SilentProcess("p1", START.plusSeconds(60), ConnectionState.CONNECTED, 0.5)));
        rollout.runSecond(clean(2_375), clean(125));

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.SILENT_PROCESS,
                        "cannot evaluate: no outcomes since the server resumed or its clock changed, from"
                                + " process \"p1\""));
        rollout.runCleanSeconds(29, 2_375, 125);
        assertThat(rollout.decision().reason())
                .startsWith("cannot evaluate: process \"p1\" has sent no outcomes since ");
        rollout.silentProcesses = SilentProcesses.NONE;
        assertThat(rollout.decision()).isInstanceOf(RolloutAction.Advance.class);
    }

    @Test
    @Clause("GUARD-52")
    void holdsUntilServerHasCheckedForSilentProcesses() {
        var rollout = rolloutWithProof();
        rollout.silentProcesses = SilentProcesses.UNKNOWN;

        assertThat(rollout.decision())
                .isEqualTo(new RolloutAction.Hold(
                        HoldKind.MISSING_DATA,
                        "cannot evaluate: the server has not yet checked whether every process sends outcomes"));
    }

    @Test
    @Clause("GUARD-52")
    void detectsSilentProcessAfterClockIsSetBack() {
        var rollout = rolloutWithProof();
        Instant heardAt = rollout.now;
        rollout.advanceClock(Duration.ofHours(-1));
        rollout.listeningSince = rollout.now;
        rollout.stepStartedAt = rollout.now;
        rollout.silentProcesses =
                SilentProcesses.of(List.of(new SilentProcess("p1", heardAt, ConnectionState.CONNECTED, 0.5)));
        rollout.runCleanSeconds(29, 2_375, 125);
        assertThat(rollout.decision().reason()).startsWith("cannot evaluate: no outcomes since");
        rollout.runCleanSeconds(1, 2_375, 125);

        assertThat(rollout.decision().reason())
                .isEqualTo("cannot evaluate: process \"p1\" has sent no outcomes since 2025-12-31T23:01:00Z and is"
                        + " connected");
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static SilentProcess silentProcess(String process, int heardAtSecond, ConnectionState contact) {
        return new SilentProcess(process, START.plusSeconds(heardAtSecond), contact, 0.2);
    }

    /// At its sixtieth second.
    private static GuardSimulation rolloutWithProof() {
        return new GuardSimulation(PLAN).runCleanSeconds(60, 2_375, 125);
    }
}
