// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlagUsageTest {
    private static final int MANY = 40;
    private static final String FLAGS = """
            {"flags":{
              "fixed":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on"},
              "ruled":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
                "targeting":{"if":[{"==":[{"var":"country"},"CH"]},"on",null]}},
              "broken":{"state":"ENABLED","variants":{"on":true},"targeting":{"cat":["z",{"var":"country"}]}},
              "dark":{"state":"DISABLED","variants":{"on":true},"defaultVariant":"on"},
              "silent":{"state":"ENABLED","variants":{"on":true},"defaultVariant":"on"},
              "many":{"state":"ENABLED","variants":{%s},"targeting":{"var":"country"}}}}
            """.formatted(
            IntStream.range(0, MANY).mapToObj(i -> Json.of("'v%s':%s", i, i)).collect(joining(",")));

    private final FlagSnapshot flags = FlagSnapshot.parse(FLAGS, 1);

    @Test
    void drainUsageReturnsVariantsServedSinceLastDrain() {
        evaluate("fixed", "AT");
        evaluate("ruled", "CH");
        evaluate("ruled", "AT");
        evaluate("ruled", "CH");
        assertThat(flags.drainUsage())
                .containsExactly(Map.entry("fixed", Set.of("on")), Map.entry("ruled", Set.of("off", "on")));
        assertThat(flags.drainUsage()).isEmpty();
        evaluate("ruled", "AT");
        assertThat(flags.drainUsage()).containsExactly(Map.entry("ruled", Set.of("off")));
    }

    @Test
    void recordsCallerDefaultForFailedAndDisabledFlags() {
        for (int i = 0; i < 100; i++) {
            evaluate("broken", "c" + i);
            evaluate("dark", "CH");
        }
        assertThat(flags.drainUsage())
                .containsExactly(
                        Map.entry("broken", Set.of(FlagSnapshot.CALLER_DEFAULT)),
                        Map.entry("dark", Set.of(FlagSnapshot.CALLER_DEFAULT)));
    }

    @Test
    void evaluateAllDoesNotRecordUsage() {
        Map<String, Evaluation> all =
                flags.evaluateAll(EvaluationContext.of("u").with("country", "CH"), 0);
        assertThat(all).containsOnlyKeys("fixed", "ruled", "broken", "dark", "silent", "many");
        assertThat(all.get("ruled")).isEqualTo(evaluate("ruled", "CH"));
        assertThat(flags.drainUsage()).containsOnlyKeys("ruled");
    }

    @Test
    void doesNotRecordUsageOfUnknownFlag() {
        evaluate("unheard-of", "CH");
        assertThat(flags.drainUsage()).isEmpty();
    }

    @Test
    void recordsFirstEightVariantsPerFlag() {
        for (int i = 0; i < MANY; i++) {
            evaluate("many", "v" + i);
        }
        assertThat(flags.drainUsage())
                .containsExactly(Map.entry("many", Set.of("v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7")));
    }

    @Test
    void losesNoUsageUnderConcurrentEvaluationAndDrain() throws Exception {
        Set<String> drained = new TreeSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                var running = new AtomicBoolean(true);
                List<Future<Set<String>>> callers = new ArrayList<>();
                for (int thread = 0; thread < 3; thread++) {
                    callers.add(threads.submit(caller(round * 10L + thread)));
                }
                Future<Set<String>> drainer = threads.submit(drainer(running));
                Set<String> served = new TreeSet<>();
                for (Future<Set<String>> caller : callers) {
                    served.addAll(caller.get());
                }
                running.set(false);
                drained.clear();
                drained.addAll(drainer.get());
                drained.addAll(flags.drainUsage().getOrDefault("many", Set.of()));
                assertThat(drained).as("round %d", round).isEqualTo(served);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Set<String>> caller(long seed) {
        return () -> {
            var random = new Random(seed);
            Set<String> served = new TreeSet<>();
            for (int i = 0; i < 20; i++) {
                served.add(evaluate("many", "v" + random.nextInt(6)).variant());
            }
            return served;
        };
    }

    private Callable<Set<String>> drainer(AtomicBoolean running) {
        return () -> {
            Set<String> drained = new TreeSet<>();
            while (running.get()) {
                drained.addAll(flags.drainUsage().getOrDefault("many", Set.of()));
            }
            return drained;
        };
    }

    private Evaluation evaluate(String flag, String country) {
        return flags.evaluate(flag, EvaluationContext.of("u").with("country", country), 0);
    }
}
