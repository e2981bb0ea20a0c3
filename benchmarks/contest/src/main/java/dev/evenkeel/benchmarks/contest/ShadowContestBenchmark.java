// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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

/// The cost of a shadowed call for the caller when both paths do nothing: one thread calls as fast as it can.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Djmh.shutdownTimeout=1")
public class ShadowContestBenchmark {
    /// Class name of the contender.
    @Param("")
    public String contender = "";

    private @Nullable ShadowedCall call;

    /// Opens the contender.
    @Setup
    public void open() throws ReflectiveOperationException {
        UnaryOperator<String> nothing = UnaryOperator.identity();
        call = Class.forName(contender)
                .asSubclass(ShadowContender.class)
                .getDeclaredConstructor()
                .newInstance()
                .open(new ShadowPaths(nothing, nothing, String::equals), true);
    }

    /// Stops its threads.
    @TearDown
    public void close() {
        opened().close();
    }

    /// Measures one call.
    @Benchmark
    public String measureCall() throws Exception {
        return opened().answer("x");
    }

    private ShadowedCall opened() {
        if (call == null) {
            throw new IllegalStateException("no contender; run ./evenkeel bench shadow");
        }
        return call;
    }
}
