// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Fallback to control when the candidate fails.
@Timeout(60)
class FallbackTest {
    private static final EvaluationContext ALICE = EvaluationContext.of("alice");

    private final FakeEvenkeel evenkeel = new FakeEvenkeel(System::nanoTime);

    private GuardedChange.Builder<String, String> write(Function<String, String> candidate) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> "control of " + argument)
                .candidate("modern", candidate)
                .failedWhen(result -> result.contains("bad"));
    }

    private GuardedChange<String, String> read(Function<String, String> candidate) {
        return write(candidate).fallsBackToControl().build();
    }

    private static String throwException(String argument) {
        throw new IllegalStateException(argument);
    }

    @Test
    void readFallsBackToControlOnCandidateExceptionOrFailure() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        assertThat(read(FallbackTest::throwException).run(ALICE, "x")).isEqualTo("control of x");
        assertThat(read(argument -> "bad answer").run(ALICE, "y")).isEqualTo("control of y");
        assertThat(read(argument -> "good answer").run(ALICE, "z")).isEqualTo("good answer");

        assertThat(evenkeel.outcomes())
                .extracting(OutcomeSummary::split, OutcomeSummary::calls, OutcomeSummary::failures)
                .containsExactlyInAnyOrder(
                        tuple(new SplitKey("r", 1, SplitSide.CANDIDATE), 3L, 2L), tuple(null, 2L, 0L));
    }

    @Test
    void readFallsBackToControlOnTimeout() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        GuardedChange<String, String> read = write(FallbackTest::hangUntilInterrupted)
                .candidateLimits(CandidateLimits.concurrency(1).timeLimit(Duration.ofMillis(30)))
                .fallsBackToControl()
                .build();
        assertThat(read.run(ALICE, "x")).isEqualTo("control of x");
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern")).isEqualTo(1);
        assertThat(evenkeel.events(RolloutFlags.FLAG, "modern", MetricNames.LIMIT_TIMED_OUT))
                .isEqualTo(1);
    }

    private static String hangUntilInterrupted(String argument) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return argument;
    }

    @Test
    void attachesCandidateFailureAsSuppressedException() {
        evenkeel.load(RolloutFlags.plain("modern"));
        GuardedChange<String, String> read = evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> throwException("control"))
                .candidate("modern", argument -> throwException("candidate"))
                .fallsBackToControl()
                .build();
        assertThatThrownBy(() -> read.run(ALICE, "x"))
                .hasMessage("control")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("candidate"));
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "classic")).isEqualTo(1);
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern")).isEqualTo(1);
    }

    @Test
    void writeDoesNotFallBackAfterCandidateFailure() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        assertThatThrownBy(() -> write(FallbackTest::throwException).build().run(ALICE, "x"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(write(argument -> "bad answer").build().run(ALICE, "x")).isEqualTo("bad answer");
        assertThat(evenkeel.calls(RolloutFlags.FLAG, "classic")).isZero();
    }

    @Test
    void writeFallsBackOnFallBackToControlException() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        GuardedChange<String, String> write = write(argument -> {
                    throw new FallBackToControlException("no connection was free");
                })
                .build();
        assertThat(write.run(ALICE, "x")).isEqualTo("control of x");
        assertThat(evenkeel.outcomes())
                .extracting(OutcomeSummary::variant, OutcomeSummary::split, OutcomeSummary::failures)
                .containsExactlyInAnyOrder(
                        tuple("modern", new SplitKey("r", 1, SplitSide.CANDIDATE), 1L), tuple("classic", null, 0L));
    }

    @Test
    void breakerCountsFailuresHiddenByFallback() {
        var config = new BreakerConfig(Math.log(1e5), 1, Percent.parse("20"));
        evenkeel.load(RolloutFlags.guarded("r", 1, 5_000, config));
        GuardedChange<String, String> read = read(FallbackTest::throwException);
        for (int i = 0; i < 1_000; i++) {
            assertThat(read.run(EvaluationContext.of("user-" + i), "x")).isEqualTo("control of x");
        }
        assertThat(evenkeel.trips()).hasSize(1);
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern")).isEqualTo(9);
    }
}
