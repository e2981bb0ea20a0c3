// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/// The overhead of a guarded change per call: evaluation, two clock reads and recording; while a rollout
/// runs, also the hash of the targeting key and a lookup in the set of units. The paths themselves do
/// nothing.
public class RecordingBenchmark extends NanosecondBenchmark {
    private static final String PLAIN = "plain";
    private static final String SPLIT = "split";
    private static final String CANDIDATE = "candidate";

    private final FakeEvenkeel evenkeel = new FakeEvenkeel(System::nanoTime);
    private final GuardedChange<String, String> plain = change(PLAIN);
    private final GuardedChange<String, String> split = change(SPLIT);
    private final GuardedChange<String, String> unlimited = change(CANDIDATE);
    private final GuardedChange<String, String> bounded = limited(CandidateLimits.concurrency(64));
    private final GuardedChange<String, String> timed =
            limited(CandidateLimits.concurrency(64).timeLimit(Duration.ofSeconds(10)));
    private final GuardedChange<String, String> bare = (context, argument) -> argument;
    private final EvaluationContext context = EvaluationContext.of("3b241101-e2bb-4255-8caf-4136c566a962");

    /// Loads one flag with a rollout and one without.
    public RecordingBenchmark() {
        String definition = """
                {"flags": {"plain": %1$s, "split": %1$s, "candidate": %1$s}}""".formatted("""
                {"state": "ENABLED", "variants": {"old": 1, "new": 2}, "defaultVariant": "old"}""");
        var breaker = new BreakerConfig(Math.log(1e5), 1, Percent.parse("20"));
        var rollout = new RolloutSplit("r", "old", "new", Percent.parse("50"), "seed", 1, Duration.ZERO, breaker, null);
        var all = new RolloutSplit("a", "old", "new", Percent.ALL, "seed", 1, Duration.ZERO, breaker, null);
        evenkeel.load(FlagdDefinitionRenderer.render(definition, Map.of(SPLIT, rollout, CANDIDATE, all)));
    }

    /// The path alone, through the same interface.
    @Benchmark
    public String bare() {
        return bare.run(context, "x");
    }

    /// Two clock reads alone, part of every result below.
    @Benchmark
    public long clockTwice() {
        long start = System.nanoTime();
        return System.nanoTime() - start;
    }

    /// Without a rollout.
    @Benchmark
    public String withoutRollout() {
        return plain.run(context, "x");
    }

    /// With a rollout, and a unit seen before.
    @Benchmark
    public String withRollout() {
        return split.run(context, "x");
    }

    /// With a rollout, and a new context for each call.
    @Benchmark
    public String withRolloutAndItsContext() {
        return split.run(EvaluationContext.of("3b241101-e2bb-4255-8caf-4136c566a962"), "x");
    }

    /// The candidate alone, without limits.
    @Benchmark
    public String candidate() {
        return unlimited.run(context, "x");
    }

    /// The candidate with a concurrency limit, in the caller's thread.
    @Benchmark
    public String candidateWithConcurrencyLimit() {
        return bounded.run(context, "x");
    }

    /// The candidate with a time limit: runs in another thread, for which the caller waits.
    @Benchmark
    public String candidateWithTimeLimit() {
        return timed.run(context, "x");
    }

    private GuardedChange<String, String> limited(CandidateLimits limits) {
        return builder(CANDIDATE).candidateLimits(limits).build();
    }

    private GuardedChange<String, String> change(String flag) {
        return builder(flag).build();
    }

    private GuardedChange.Builder<String, String> builder(String flag) {
        return evenkeel.<String, String>guardedChange(flag)
                .control("old", argument -> argument)
                .candidate("new", argument -> argument);
    }
}
