// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.ShadowOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// The caller's overhead when every call is shadowed: in addition to the guarded call, a random draw and an
/// enqueue, or the rejection when the queue is full. The SDK runs with all its threads, without a server.
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
public class ShadowBenchmark extends NanosecondBenchmark {
    private static final String FLAG = "shadowed";

    /// Percentage of the calls that are shadowed.
    @Param({"0", "100"})
    public int sample;

    private final EvaluationContext context = EvaluationContext.of("3b241101-e2bb-4255-8caf-4136c566a962");

    @SuppressWarnings("NullAway.Init") // set before the first call
    private Evenkeel evenkeel;

    @SuppressWarnings("NullAway.Init") // set before the first call
    private GuardedChange<String, String> change;

    /// Starts the SDK from a file.
    @Setup
    public void start() throws IOException {
        Path flags = Files.createTempFile("evenkeel", ".json");
        Files.writeString(flags, definition());
        evenkeel = Evenkeel.start(EvenkeelConfig.builder(URI.create("http://127.0.0.1:1"), "key")
                .bootstrapFile(flags)
                .build());
        Files.delete(flags);
        change = evenkeel.<String, String>guardedChange(FLAG)
                .control("old", argument -> argument)
                .candidate("new", argument -> argument)
                .shadowing(ShadowOptions.comparing(String::equals))
                .build();
    }

    /// Stops the SDK.
    @TearDown
    public void close() throws Exception {
        evenkeel.close();
    }

    /// Measures one call.
    @Benchmark
    public String call() {
        return change.run(context, "x");
    }

    private String definition() {
        String plain = """
                {"flags": {"shadowed":
                  {"state": "ENABLED", "variants": {"old": 1, "new": 2}, "defaultVariant": "old"}}}""";
        ShadowConfig terms = sample == 0 ? null : new ShadowConfig(new Percent(100 * sample), Percent.NONE);
        var rollout = new RolloutSplit("r", "old", "new", Percent.NONE, "seed", 1, Duration.ZERO, null, terms);
        return FlagdDefinitionRenderer.render(plain, Map.of(FLAG, rollout));
    }
}
