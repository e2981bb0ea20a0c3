// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.TrialScore;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Units are sent as hashes with the salt of the rollout or experiment.
class SaltedUnitsTest {
    private static final EvaluationContext ALICE = EvaluationContext.of("alice");
    private static final UnitSalt SALT = UnitSalt.of(new byte[UnitSalt.BYTES]);
    private static final long SALTED_HASH = SALT.hashUnit(UnitHash.hash("r-1", "alice"));
    private static final SplitKey SALTED_SPLIT = new SplitKey("r-1", 3, SplitSide.CANDIDATE, true);

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final List<String> tokens = new ArrayList<>();

    private static String salted(RunningSplit split, String owner) {
        return FlagdDefinitionRenderer.renderCompiled(
                        RolloutFlags.plain(RolloutFlags.CONTROL),
                        Map.of(RolloutFlags.FLAG, split),
                        Map.of(owner, SALT),
                        split.revision())
                .definitionWithSalts();
    }

    private static String rollout() {
        return salted(
                new RolloutSplit(
                        "r-1",
                        RolloutFlags.CONTROL,
                        RolloutFlags.CANDIDATE,
                        Percent.ALL,
                        "seed",
                        3,
                        Duration.ZERO,
                        null,
                        null),
                "r-1");
    }

    private GuardedChange<String, String> change() {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> argument)
                .candidate("modern", argument -> {
                    SettlementToken.issue().ifPresent(tokens::add);
                    return argument;
                })
                .failedWhen("bad"::equals)
                .counting("complaint", (argument, result) -> true)
                .measuring("size", 10, (argument, result) -> 5)
                .settlesLater()
                .build();
    }

    private static MetricSummary metric(OutcomeSummary summary, String name) {
        return summary.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hashesAllRolloutUnitsWithSalt() {
        evenkeel.load(rollout());
        change().run(ALICE, "bad");
        OutcomeSummary summary = evenkeel.outcomes().get(0);
        assertThat(summary.split()).isEqualTo(SALTED_SPLIT);
        assertThat(summary.failedUnits()).extracting(UnitFirstEvent::unit).containsExactly(SALTED_HASH);
        assertThat(summary.trials()).extracting(UnitTrial::unit).containsExactly(SALTED_HASH);
        assertThat(metric(summary, "complaint").units())
                .extracting(UnitFirstEvent::unit)
                .containsExactly(SALTED_HASH);
        assertThat(metric(summary, "size").scores())
                .extracting(TrialScore::unit)
                .containsExactly(SALTED_HASH);
    }

    @Test
    void settlementTokenUsesSaltedUnitHash() {
        evenkeel.load(rollout());
        change().run(ALICE, "good");
        var otherProcess = new FakeEvenkeel();
        otherProcess.settle(tokens.get(0), true);
        OutcomeSummary late = otherProcess.outcomes().get(0);
        assertThat(late.split()).isEqualTo(SALTED_SPLIT);
        assertThat(metric(late, MetricNames.SETTLEMENT_FAILED).units())
                .extracting(UnitFirstEvent::unit)
                .containsExactly(SALTED_HASH);

        evenkeel.settle(tokens.get(0), true);
        OutcomeSummary here = evenkeel.outcomes().stream()
                .filter(summary -> summary.metrics().stream()
                        .anyMatch(metric -> metric.name().equals(MetricNames.SETTLEMENT_FAILED)))
                .findFirst()
                .orElseThrow();
        assertThat(metric(here, MetricNames.SETTLEMENT_FAILED).units())
                .as("counted once although the salt is known")
                .extracting(UnitFirstEvent::unit)
                .containsExactly(SALTED_HASH);
    }

    @Test
    void hashesAllExperimentUnitsWithSalt() {
        var split = new ExperimentSplit(
                "x-1",
                List.of(
                        new VariantShare(RolloutFlags.CONTROL, new Percent(1)),
                        new VariantShare(RolloutFlags.CANDIDATE, new Percent(9_999))),
                "seed",
                3,
                List.of("basket"),
                null);
        evenkeel.load(salted(split, "x-1"));
        evenkeel.evaluate(RolloutFlags.FLAG, ALICE);
        evenkeel.track("basket", 4, ALICE);
        long name = SALT.hashUnit(UnitHash.hash("x-1", "alice"));
        assertThat(evenkeel.experiments()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.keyed()).isTrue();
            assertThat(one.exposures())
                    .allSatisfy(exposed -> assertThat(exposed.units())
                            .allSatisfy(unit -> assertThat(unit.unit()).isEqualTo(name)));
            assertThat(one.outcomes())
                    .allSatisfy(measured -> assertThat(measured.units())
                            .allSatisfy(unit -> assertThat(unit.unit()).isEqualTo(name)));
        });
        assertThat(evenkeel.experiments()).anyMatch(one -> !one.exposures().isEmpty());
        assertThat(evenkeel.experiments()).anyMatch(one -> !one.outcomes().isEmpty());
    }

    @Test
    void doesNotRepeatUnitFailuresWhenSaltArrives() {
        evenkeel.load(RolloutFlags.rollout("r-1", 3, 10_000));
        change().run(ALICE, "bad");
        assertThat(evenkeel.outcomes()).hasSize(1);
        evenkeel.load(rollout());
        change().run(ALICE, "bad");
        assertThat(evenkeel.outcomes())
                .filteredOn(summary -> SALTED_SPLIT.equals(summary.split()))
                .allSatisfy(summary -> assertThat(summary.failedUnits()).isEmpty());
    }
}
