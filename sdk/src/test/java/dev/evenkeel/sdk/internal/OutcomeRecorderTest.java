// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.flag.FlagSnapshot;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.wire.FirstEvent;
import dev.evenkeel.wire.OutcomeSummary;
import dev.evenkeel.wire.Role;
import dev.evenkeel.wire.SplitKey;
import dev.evenkeel.wire.Trial;
import dev.evenkeel.wire.UnitHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutcomeRecorderTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Switchboard switchboard = Switchboard.withoutThreads(nanos::get);

    @Test
    void aCallCountsForTheRevisionItBeganUnder() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        Begun early = start("alice");
        activate(RolloutFlags.rollout("r-1", 2, 10_000));
        Begun late = start("alice");
        end(late, false);
        end(early, false);
        assertThat(switchboard.drain())
                .extracting(OutcomeSummary::split)
                .containsExactlyInAnyOrder(
                        new SplitKey("r-1", 1, Role.CANDIDATE), new SplitKey("r-1", 2, Role.CANDIDATE));
    }

    @Test
    void aCallThatEndsAfterTheRolloutIsGoneStillCounts() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        Begun call = start("alice");
        activate(RolloutFlags.plain("classic"));
        end(call, true);
        assertThat(only(switchboard.drain()).failedUnits()).hasSize(1);
    }

    @Test
    void theTrialIsTheFirstCallThatBeginsHoweverCallsEnd() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        Begun first = start("alice");
        Begun second = start("alice");
        end(second, true);
        assertThat(only(switchboard.drain()).trials()).isEmpty();
        end(first, false);
        assertThat(only(switchboard.drain()).trials())
                .containsExactly(new Trial(UnitHash.of("r-1", "alice"), false, 3));
    }

    @Test
    void oneUnitInFourIsToldOfAgainEveryTwoMinutes() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        assertThat(told(400)).isEqualTo(400);
        assertThat(told(400)).isZero();
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        long again = told(400);
        assertThat(again).isBetween(70L, 130L);
        assertThat(told(400)).isZero();
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertThat(told(400)).isEqualTo(again);
    }

    private long told(int units) {
        for (int unit = 0; unit < units; unit++) {
            end(start("unit-" + unit), false);
        }
        return switchboard.drain().stream()
                .mapToLong(summary -> summary.trials().size())
                .sum();
    }

    @Test
    void everyRevisionHasItsOwnTrials() {
        for (int revision = 1; revision <= 3; revision++) {
            activate(RolloutFlags.rollout("r-1", revision, 5_000));
            end(start("alice"), false);
            end(start("alice"), false);
            assertThat(only(switchboard.drain()).trials()).hasSize(1);
        }
    }

    @Test
    void anUnrelatedEditOfTheFlagsKeepsTheTrialsOfTheRevision() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        end(start("alice"), false);
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        end(start("alice"), false);
        OutcomeSummary summary = only(switchboard.drain());
        assertThat(summary.calls()).isEqualTo(2);
        assertThat(summary.trials()).hasSize(1);
    }

    @Test
    void callsDuringWarmUpAreNoTrialsAndTakeNoSlot() {
        activate(RolloutFlags.rollout("r-1", 1, 10_000, Duration.ofSeconds(5)));
        end(start("alice"), false);
        TrackedSplit split = requireNonNull(switchboard.flags().rollouts().get(RolloutFlags.FLAG));
        for (int i = 0; i < PathRuns.ENOUGH; i++) {
            split.ran(start("alice").kind());
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
        end(start("alice"), false);
        assertThat(only(switchboard.drain()).trials()).isEmpty();
        nanos.addAndGet(1);
        end(start("alice"), false);
        assertThat(only(switchboard.drain()).trials()).hasSize(1);
    }

    @Test
    void aUnitFailsOncePerRolloutAcrossVariantsAndRevisions() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        end(start("alice"), true);
        end(start("alice"), true);
        activate(RolloutFlags.rollout("r-1", 2, 10_000));
        end(start("alice"), true);
        end(start("bob"), true);
        List<OutcomeSummary> summaries = switchboard.drain();
        assertThat(summaries.stream().mapToLong(OutcomeSummary::failures).sum()).isEqualTo(4);
        assertThat(summaries.stream().flatMap(summary -> summary.failedUnits().stream()))
                .extracting(FirstEvent::unit)
                .containsExactlyInAnyOrder(UnitHash.of("r-1", "alice"), UnitHash.of("r-1", "bob"));
        activate(RolloutFlags.rollout("r-2", 3, 10_000));
        end(start("alice"), true);
        assertThat(only(switchboard.drain()).failedUnits()).hasSize(1);
    }

    @Test
    void aFailureIsAsOldAsTheTimeSinceItsCallEnded() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        end(start("alice"), true);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(412));
        assertThat(only(switchboard.drain()).failedUnits())
                .containsExactly(new FirstEvent(UnitHash.of("r-1", "alice"), 412));
    }

    @Test
    void dropsAndCountsWhatDoesNotFitInABatch() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        for (int unit = 0; unit < 20_010; unit++) {
            end(start("unit-" + unit), true);
        }
        OutcomeSummary summary = only(switchboard.drain());
        assertThat(summary.calls()).isEqualTo(20_010);
        assertThat(summary.trials()).hasSize(20_000);
        assertThat(summary.failedUnits()).hasSize(20_000);
        assertThat(switchboard.dropped())
                .isEqualTo(Map.of(DropCause.TOO_MANY_TRIALS, 10L, DropCause.TOO_MANY_FAILED_UNITS, 10L));
        end(start("unit-20009"), true);
        assertThat(only(switchboard.drain()).failedUnits()).hasSize(1);
    }

    @Test
    void tellsThatATrialBeganWhileItsCallGoesOnAndOfItsEndLater() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        Begun slow = start("slow");
        Begun quick = start("quick");
        end(quick, false);
        OutcomeSummary first = only(switchboard.drain());
        assertThat(first.begun()).containsExactly(slow.unit());
        assertThat(first.trials()).extracting(Trial::unit).containsExactly(quick.unit());

        start("slow");
        assertThat(switchboard.drain()).as("a unit's second call is no trial").isEmpty();

        end(slow, true);
        OutcomeSummary last = only(switchboard.drain());
        assertThat(last.begun()).isEmpty();
        assertThat(last.trials()).extracting(Trial::unit).containsExactly(slow.unit());
    }

    @Test
    void dropsAndCountsWhatDoesNotFitInARolloutsSets() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        for (int unit = 0; unit < 200_005; unit++) {
            end(start("unit-" + unit), true);
            if (unit % 20_000 == 19_999) {
                switchboard.drain();
            }
        }
        assertThat(switchboard.dropped())
                .isEqualTo(Map.of(DropCause.TOO_MANY_TRIALS, 5L, DropCause.TOO_MANY_FAILED_UNITS, 5L));
    }

    @Test
    void dropsAndCountsVariantsBeyondTheBoundAndNamesTheProtocolCannotCarry() {
        for (int flag = 0; flag < 70; flag++) {
            end(new Begun(CallKind.plain("f" + flag, "v"), 0), false);
        }
        assertThat(switchboard.drain()).hasSize(64);
        end(new Begun(CallKind.plain("f", ""), 0), false);
        assertThat(switchboard.drain()).isEmpty();
        assertThat(switchboard.dropped()).isEqualTo(Map.of(DropCause.TOO_MANY_VARIANTS, 7L));
        assertThat(switchboard.drops().takeUnreported()).isEqualTo(7);
        assertThat(switchboard.drops().takeUnreported()).isZero();
    }

    private record Begun(CallKind kind, long unit) {}

    private void activate(String definition) {
        switchboard.activate(FlagSnapshot.parse(definition, 1));
    }

    /// Begins a call on the candidate's side.
    private Begun start(String targetingKey) {
        TrackedSplit split = requireNonNull(switchboard.flags().rollouts().get(RolloutFlags.FLAG));
        CallKind side = requireNonNull(split.kindOf(RolloutFlags.CANDIDATE));
        long unit = split.unit(targetingKey);
        return new Begun(switchboard.begins(side, unit, nanos.get()), unit);
    }

    private void end(Begun call, boolean failed) {
        switchboard.end(call.kind(), call.unit(), 3_000, failed, List.of());
    }

    private static OutcomeSummary only(List<OutcomeSummary> summaries) {
        assertThat(summaries).hasSize(1);
        return summaries.get(0);
    }
}
