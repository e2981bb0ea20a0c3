// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.shadow;

import dev.evenkeel.benchmarks.jmh.RecordingBenchmark;
import dev.evenkeel.benchmarks.jmh.ShadowBenchmark;
import dev.evenkeel.benchmarks.jvm.Figures;
import dev.evenkeel.benchmarks.jvm.JmhRun;
import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What Evenkeel alone adds to a call whose paths do nothing.
///
/// @param calls by what the call goes through
record OwnCosts(Map<String, Figures> calls) {
    private static final String BARE = "bare";
    private static final String GUARDED = "withRollout";
    private static final String SHADOWED = "shadowed, 100 % of the calls";
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
    static OwnCosts run(Path home, Path work, List<String> jmh) throws IOException, InterruptedException {
        Map<String, Figures> calls = new LinkedHashMap<>();
        for (JsonNode result : JmhRun.results(home, work, RecordingBenchmark.class, jmh)) {
            calls.put(JmhRun.method(result), Figures.read(result));
        }
        List<String> meansOnly = new ArrayList<>(jmh);
        meansOnly.addAll(List.of("-bm", "avgt"));
        for (JsonNode result : JmhRun.results(home, work, ShadowBenchmark.class, meansOnly)) {
            String sample = result.path("params").path("sample").asString();
            calls.put("shadowed, " + sample + " % of the calls", Figures.read(result));
        }
        return new OwnCosts(calls);
    }

    List<Goal> goals() {
        Figures guarded = of(GUARDED);
        double added = guarded.median() - of(BARE).median();
        Figures shadowed = of(SHADOWED);
        return List.of(
                new Goal(
                        "a guarded call: at most 150 ns above the path alone, 0 B",
                        Figures.number(added) + " ns, " + guarded.bytesPerCall() + " B",
                        added <= GUARDED_NANOS && guarded.bytesPerCall() == 0),
                new Goal(
                        "a shadowed call: at most 1 µs on the caller's thread",
                        Figures.number(shadowed.median()) + " ns",
                        shadowed.median() <= SHADOWED_NANOS));
    }

    String toText() {
        List<List<String>> rows = new ArrayList<>();
        calls.forEach((name, figures) -> rows.add(List.of(WORDS.getOrDefault(name, name), figures.cell())));
        return Table.of(List.of("call", "ns, B"), rows);
    }

    private Figures of(String call) {
        return calls.getOrDefault(call, Figures.NONE);
    }
}
