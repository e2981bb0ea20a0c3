// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The cost of one evaluation, for the next of 1,024 users, all from the country of the rule. Every method
/// runs in a separate JVM that has loaded one contender and evaluates one kind of flag.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContestBenchmark {
    /// Class name of the contender.
    @Param("")
    public String contender = "";

    private @Nullable Contender asked;

    /// The users of one thread.
    @State(Scope.Thread)
    public static class CallerState {
        private final ContestUsers users = new ContestUsers();
    }

    /// Loads the contender.
    @Setup
    public void load() throws ReflectiveOperationException {
        asked = Class.forName(contender)
                .asSubclass(Contender.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    /// Stops its threads.
    @TearDown
    public void close() {
        asked().close();
    }

    /// Measures [EvaluationScenario#STATIC].
    @Benchmark
    public boolean measureStatic(CallerState caller) {
        return asked().isStaticOn(caller.users.next(), ContestUsers.COUNTRY);
    }

    /// Measures [EvaluationScenario#RULE].
    @Benchmark
    public boolean measureRule(CallerState caller) {
        return asked().isRuleOn(caller.users.next(), ContestUsers.COUNTRY);
    }

    /// Measures [EvaluationScenario#SPLIT].
    @Benchmark
    public boolean measureSplit(CallerState caller) {
        return asked().isSplitOn(caller.users.next(), ContestUsers.COUNTRY);
    }

    private Contender asked() {
        if (asked == null) {
            throw new IllegalStateException("no contender; run ./evenkeel bench evaluation");
        }
        return asked;
    }
}
