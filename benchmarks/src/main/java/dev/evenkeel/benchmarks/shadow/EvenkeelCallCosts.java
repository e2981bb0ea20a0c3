// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.shadow;

import dev.evenkeel.benchmarks.jmh.RecordingBenchmark;
import dev.evenkeel.benchmarks.jmh.ShadowBenchmark;
import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import dev.evenkeel.benchmarks.jvm.JmhRunner;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The overhead of Evenkeel alone for a call whose paths do nothing.
///
/// @param calls times by the features that the call uses
record EvenkeelCallCosts(Map<String, BenchmarkSamples> calls) {
    private static final String BARE = "bare";
    private static final String GUARDED = "withRollout";
    private static final String SHADOWED = "shadowed, 100% of the calls";
    private static final double GUARDED_NANOS = 150;
    private static final double SHADOWED_NANOS = 1000;
    private static final Map<String, String> WORDS = Map.of(
            BARE,
            "the path alone",
            "clockTwice",
            "the clock alone, read twice",
            "withoutRollout",
            "guarded, no rollout runs",
            GUARDED,
            "guarded, a rollout runs",
            "withRolloutAndItsContext",
            "guarded, a rollout runs, context made in the call");

    /// @param jmh arguments for JMH
    static EvenkeelCallCosts run(Path home, Path work, List<String> jmh) throws IOException, InterruptedException {
        Map<String, BenchmarkSamples> calls = new LinkedHashMap<>();
        for (JsonNode result : JmhRunner.results(home, work, RecordingBenchmark.class, jmh)) {
            calls.put(JmhRunner.method(result), BenchmarkSamples.read(result));
        }
        List<String> meansOnly = new ArrayList<>(jmh);
        meansOnly.addAll(List.of("-bm", "avgt"));
        for (JsonNode result : JmhRunner.results(home, work, ShadowBenchmark.class, meansOnly)) {
            String sample = result.path("params").path("sample").asString();
            calls.put("shadowed, " + sample + "% of the calls", BenchmarkSamples.read(result));
        }
        return new EvenkeelCallCosts(calls);
    }

    List<BenchmarkGoal> goals() {
        BenchmarkSamples guarded = samplesFor(GUARDED);
        double added = guarded.median() - samplesFor(BARE).median();
        BenchmarkSamples shadowed = samplesFor(SHADOWED);
        return List.of(
                new BenchmarkGoal(
                        "a guarded call: at most 150 ns above the path alone, 0 B",
                        BenchmarkSamples.formatNumber(added) + " ns, " + guarded.bytesPerCall() + " B",
                        added <= GUARDED_NANOS && guarded.bytesPerCall() == 0),
                new BenchmarkGoal(
                        "a shadowed call: at most 1 µs on the caller's thread",
                        BenchmarkSamples.formatNumber(shadowed.median()) + " ns",
                        shadowed.median() <= SHADOWED_NANOS));
    }

    String toText() {
        List<List<String>> rows = new ArrayList<>();
        calls.forEach((name, figures) -> rows.add(List.of(WORDS.getOrDefault(name, name), figures.toCell())));
        return MarkdownTable.format(List.of("call", "ns, B"), rows);
    }

    private BenchmarkSamples samplesFor(String call) {
        return calls.getOrDefault(call, BenchmarkSamples.NONE);
    }
}
