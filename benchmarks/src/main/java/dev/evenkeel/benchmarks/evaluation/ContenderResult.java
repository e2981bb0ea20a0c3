// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.contest.EvaluationScenario;
import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// The results of one contender.
///
/// @param name name for people
/// @param library its jar, with the version
/// @param figures times by number of threads and scenario
/// @param remarks on scenarios that it does not support as described
record ContenderResult(
        String name,
        String library,
        Map<Integer, Map<EvaluationScenario, BenchmarkSamples>> figures,
        Map<EvaluationScenario, String> remarks) {
    static ContenderResult read(String type, Properties about) {
        Map<EvaluationScenario, String> remarks = new EnumMap<>(EvaluationScenario.class);
        for (EvaluationScenario scenario : EvaluationScenario.values()) {
            String remark = about.getProperty(type + "." + scenario, "");
            if (!remark.isEmpty()) {
                remarks.put(scenario, remark);
            }
        }
        return new ContenderResult(
                about.getProperty(type + ".name"), about.getProperty(type + ".library"), Map.of(), Map.copyOf(remarks));
    }

    BenchmarkSamples samplesFor(int threads, EvaluationScenario scenario) {
        return figures.getOrDefault(threads, Map.of()).getOrDefault(scenario, BenchmarkSamples.NONE);
    }

    ContenderResult with(Map<Integer, Map<EvaluationScenario, BenchmarkSamples>> measured) {
        return new ContenderResult(name, library, measured, remarks);
    }

    /// Returns one object for each scenario and number of threads, for the JSON results.
    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        figures.forEach((threads, scenarios) -> scenarios.forEach((scenario, measured) -> rows.add(Map.of(
                "contender", name,
                "library", library,
                "scenario", scenario.name(),
                "remark", remarks.getOrDefault(scenario, ""),
                "threads", threads,
                "medianNanos", measured.median(),
                "nanos", measured.times(),
                "bytesPerCall", measured.bytesPerCall()))));
        return rows;
    }
}
