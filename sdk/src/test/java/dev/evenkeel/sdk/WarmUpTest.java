// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When calls of a path start to count as trials in a process.
class WarmUpTest {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Percent HALF = Percent.parse("50");

    private final AtomicLong nanos = new AtomicLong();
    private final FakeEvenkeel evenkeel = new FakeEvenkeel(nanos::get);
    private final GuardedChange<String, String> change = evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
            .control(RolloutFlags.CONTROL, argument -> argument)
            .candidate(RolloutFlags.CANDIDATE, argument -> argument)
            .failedWhen("failed"::equals)
            .shadowing(ShadowOptions.comparing(String::equals))
            .build();
    private int units;

    private void load(long revision, Percent exposure, @Nullable ShadowConfig shadow) {
        var split = new RolloutSplit(
                "r", RolloutFlags.CONTROL, RolloutFlags.CANDIDATE, exposure, "seed", revision, WARM_UP, null, shadow);
        evenkeel.load(FlagdDefinitionRenderer.render(
                RolloutFlags.plain(RolloutFlags.CONTROL), Map.of(RolloutFlags.FLAG, split)));
    }

    private void advanceClock(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /// Calls of different units on one side of the split.
    private void run(String variant, int calls, String argument) {
        int left = calls;
        while (left > 0) {
            EvaluationContext unit = EvaluationContext.of("unit-" + units++);
            if (variant.equals(evenkeel.evaluate(RolloutFlags.FLAG, unit).variant())) {
                change.run(unit, argument);
                left--;
            }
        }
    }

    private int trials(String variant) {
        return evenkeel.outcomes().stream()
                .filter(outcome -> outcome.variant().equals(variant))
                .mapToInt(outcome -> outcome.trials().size())
                .sum();
    }

    @Test
    void recordsNoTrialsUntilBothVariantsHaveWarmedUp() {
        load(1, HALF, null);
        advanceClock(WARM_UP);
        run(RolloutFlags.CONTROL, 100, "x");
        run(RolloutFlags.CANDIDATE, 20, "x");
        assertThat(trials(RolloutFlags.CONTROL)).isZero();
        assertThat(trials(RolloutFlags.CANDIDATE)).isZero();
        run(RolloutFlags.CANDIDATE, 3, "x");
        run(RolloutFlags.CONTROL, 4, "x");
        assertThat(trials(RolloutFlags.CANDIDATE)).isEqualTo(3);
        assertThat(trials(RolloutFlags.CONTROL)).isEqualTo(4);
    }

    @Test
    void recordsNoTrialsBeforeWarmUpTimeHasPassed() {
        load(1, HALF, null);
        IntStream.range(0, 30).forEach(i -> {
            run(RolloutFlags.CONTROL, 1, "x");
            run(RolloutFlags.CANDIDATE, 1, "x");
        });
        assertThat(trials(RolloutFlags.CANDIDATE)).isZero();
        advanceClock(WARM_UP);
        run(RolloutFlags.CANDIDATE, 1, "x");
        assertThat(trials(RolloutFlags.CANDIDATE)).isEqualTo(1);
    }

    @Test
    void endsWarmUpAfterThreeTimesItsDuration() {
        load(1, HALF, null);
        advanceClock(WARM_UP.multipliedBy(3).minusNanos(1));
        run(RolloutFlags.CONTROL, 5, "x");
        assertThat(trials(RolloutFlags.CONTROL)).isZero();
        advanceClock(Duration.ofNanos(1));
        run(RolloutFlags.CANDIDATE, 1, "x");
        run(RolloutFlags.CONTROL, 2, "x");
        assertThat(trials(RolloutFlags.CANDIDATE)).isEqualTo(1);
        assertThat(trials(RolloutFlags.CONTROL)).isEqualTo(2);
    }

    @Test
    void countsFailuresDuringWarmUp() {
        load(1, HALF, null);
        run(RolloutFlags.CANDIDATE, 4, "failed");
        assertThat(evenkeel.outcomes())
                .flatExtracting(OutcomeSummary::failedUnits)
                .hasSize(4);
    }

    @Test
    void shadowCallsWarmUpCandidate() {
        load(1, Percent.NONE, new ShadowConfig(Percent.ALL, Percent.NONE));
        run(RolloutFlags.CONTROL, 20, "x");
        load(2, HALF, null);
        advanceClock(WARM_UP);
        run(RolloutFlags.CANDIDATE, 1, "x");
        assertThat(trials(RolloutFlags.CANDIDATE)).isEqualTo(1);
    }

    @Test
    void requiresWarmUpOnlyOfExposedVariants() {
        load(1, Percent.ALL, null);
        advanceClock(WARM_UP);
        run(RolloutFlags.CANDIDATE, 21, "x");
        assertThat(trials(RolloutFlags.CANDIDATE)).isEqualTo(1);
    }
}
