// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationErrorCode;
import dev.evenkeel.core.flag.InvalidDefinitionException;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedChangeTest {
    private static final EvaluationContext ALICE = EvaluationContext.of("alice");

    private final AtomicLong nanos = new AtomicLong();
    private final FakeEvenkeel evenkeel = new FakeEvenkeel(nanos::get);
    private final GuardedChange<String, String> change = evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
            .control("classic", argument -> "control of " + argument)
            .candidate("modern", argument -> "candidate of " + argument)
            .failedWhen(result -> result.contains("bad"))
            .build();

    @Test
    void runsVariantServedByFlag() {
        evenkeel.load(RolloutFlags.plain("modern"));
        assertThat(change.run(ALICE, "x")).isEqualTo("candidate of x");
        evenkeel.load(RolloutFlags.plain("classic"));
        assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
        assertThat(evenkeel.calls(RolloutFlags.FLAG, "modern")).isEqualTo(1);
        assertThat(evenkeel.calls(RolloutFlags.FLAG, "classic")).isEqualTo(1);
    }

    @Test
    void runsControlForMissingFlagsAndUnknownVariants() {
        assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
        evenkeel.load(Json.of("{'flags':{}}"));
        assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
        evenkeel.load(RolloutFlags.plain("third"));
        assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
        assertThat(evenkeel.calls(RolloutFlags.FLAG, "classic")).isEqualTo(3);
    }

    @Test
    void reportsNotReadyBeforeFlagsAreLoaded() {
        assertThat(evenkeel.evaluate(RolloutFlags.FLAG, ALICE).errorCode())
                .isEqualTo(EvaluationErrorCode.PROVIDER_NOT_READY);
        assertThat(evenkeel.state()).isInstanceOf(SdkState.NotReady.class);
        evenkeel.load(RolloutFlags.plain("modern"));
        assertThat(evenkeel.evaluate(RolloutFlags.FLAG, ALICE).value()).isEqualTo("m");
        assertThat(evenkeel.state()).isEqualTo(new SdkState.Ready());
    }

    @Test
    void rethrowsAndCountsExceptions() {
        var thrown = new IllegalStateException("from the path");
        GuardedChange<String, String> throwing = evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> {
                    throw thrown;
                })
                .candidate("modern", argument -> {
                    throw new StackOverflowError("an error too");
                })
                .build();
        assertThatThrownBy(() -> throwing.run(ALICE, "x")).isSameAs(thrown);
        evenkeel.load(RolloutFlags.plain("modern"));
        assertThatThrownBy(() -> throwing.run(ALICE, "x")).isInstanceOf(StackOverflowError.class);
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "classic")).isEqualTo(1);
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern")).isEqualTo(1);
    }

    @Test
    void countsResultsMatchedByFailurePredicate() {
        assertThat(change.run(ALICE, "bad thing")).isEqualTo("control of bad thing");
        assertThat(change.run(ALICE, "good thing")).isEqualTo("control of good thing");
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "classic")).isEqualTo(1);
        assertThat(evenkeel.calls(RolloutFlags.FLAG, "classic")).isEqualTo(2);
    }

    @Test
    void countsFailureAndReturnsResultWhenPredicateThrows() {
        GuardedChange<String, @Nullable String> odd = evenkeel.<String, @Nullable String>guardedChange(
                        RolloutFlags.FLAG)
                .control("classic", argument -> null)
                .candidate("modern", argument -> null)
                .failedWhen(result -> {
                    throw new AssertionError("the host's mistake");
                })
                .build();
        assertThat(odd.run(ALICE, "x")).isNull();
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "classic")).isEqualTo(1);
    }

    @Test
    void recordsLatencyInMicroseconds() {
        GuardedChange<Long, Long> slow = evenkeel.<Long, Long>guardedChange(RolloutFlags.FLAG)
                .control("classic", nanos::addAndGet)
                .candidate("modern", nanos::addAndGet)
                .build();
        slow.run(ALICE, 200_999L);
        assertThat(evenkeel.outcomes().get(0).latency().quantileMicros(1)).isEqualTo(200);
    }

    @Test
    void recordsSplitCallsAsEvidenceForTheirSide() {
        evenkeel.load(RolloutFlags.rollout("r-1", 7, 10_000));
        assertThat(change.run(ALICE, "bad x")).isEqualTo("candidate of bad x");
        OutcomeSummary summary = evenkeel.outcomes().get(0);
        long alice = UnitHash.hash("r-1", "alice");
        assertThat(summary.split()).isEqualTo(new SplitKey("r-1", 7, SplitSide.CANDIDATE));
        assertThat(summary.failedUnits()).singleElement().matches(failed -> failed.unit() == alice);
        assertThat(summary.trials()).singleElement().matches(trial -> trial.unit() == alice && trial.failed());
        evenkeel.load(RolloutFlags.rollout("r-1", 8, 0));
        change.run(ALICE, "x");
        assertThat(evenkeel.outcomes().get(1).split()).isEqualTo(new SplitKey("r-1", 8, SplitSide.CONTROL));
    }

    @Test
    void excludesTargetedCallsFromEvidence() {
        evenkeel.load(RolloutFlags.rolloutBehindTesters("r-1", 7, 0));
        assertThat(change.run(ALICE.with("tester", true), "x")).isEqualTo("candidate of x");
        assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
        assertThat(evenkeel.outcomes())
                .extracting(OutcomeSummary::variant, OutcomeSummary::split)
                .containsExactlyInAnyOrder(
                        tuple("modern", null), tuple("classic", new SplitKey("r-1", 7, SplitSide.CONTROL)));
    }

    @Test
    void excludesCallsWithoutTargetingKeyFromEvidence() {
        evenkeel.load(RolloutFlags.rolloutBehindTesters("r-1", 7, 0));
        assertThat(change.run(EvaluationContext.EMPTY, "x")).isEqualTo("control of x");
        assertThat(change.run(ALICE, "x")).isEqualTo("control of x");
        assertThat(evenkeel.outcomes())
                .extracting(OutcomeSummary::variant, OutcomeSummary::split)
                .containsExactlyInAnyOrder(
                        tuple("classic", null), tuple("classic", new SplitKey("r-1", 7, SplitSide.CONTROL)));
    }

    @Test
    void excludesCallsFromEvidenceWhenCandidateDiffersFromRollout() {
        GuardedChange<String, String> other = evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", argument -> "control")
                .candidate("third", argument -> "third")
                .build();
        evenkeel.load(RolloutFlags.rollout("r-1", 7, 10_000));
        assertThat(other.run(ALICE, "x")).isEqualTo("control");
        assertThat(evenkeel.outcomes()).singleElement().matches(summary -> summary.split() == null);
    }

    @Test
    void keepsFlagsWhenNewDefinitionIsInvalid() {
        evenkeel.load(RolloutFlags.plain("modern"));
        assertThatThrownBy(() -> evenkeel.load(Json.of("{'flags':7}"))).isInstanceOf(InvalidDefinitionException.class);
        assertThat(change.run(ALICE, "x")).isEqualTo("candidate of x");
        assertThat(evenkeel.stats().revision()).isEqualTo(1);
    }

    @Test
    void rejectsMissingCandidate() {
        var builder = evenkeel.<String, String>guardedChange("f").control("a", argument -> argument);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"f\"");
    }

    @Test
    void rejectsSameVariantForControlAndCandidate() {
        var builder = evenkeel.<String, String>guardedChange("f")
                .control("a", argument -> argument)
                .candidate("a", argument -> argument);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("both are \"a\"");
    }
}
