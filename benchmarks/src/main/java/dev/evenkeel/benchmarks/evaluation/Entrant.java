// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.contest.Scenario;
import dev.evenkeel.benchmarks.jvm.Figures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// A contender as the results name it.
///
/// @param name for people
/// @param library file it comes from, with its version
/// @param figures by number of threads and scenario
/// @param remarks on scenarios that it does not play as described
record Entrant(
        String name, String library, Map<Integer, Map<Scenario, Figures>> figures, Map<Scenario, String> remarks) {
    static Entrant read(String type, Properties about) {
        Map<Scenario, String> remarks = new EnumMap<>(Scenario.class);
        for (Scenario scenario : Scenario.values()) {
            String remark = about.getProperty(type + "." + scenario, "");
            if (!remark.isEmpty()) {
                remarks.put(scenario, remark);
            }
        }
        return new Entrant(
                about.getProperty(type + ".name"), about.getProperty(type + ".library"), Map.of(), Map.copyOf(remarks));
    }

    Figures of(int threads, Scenario scenario) {
        return figures.getOrDefault(threads, Map.of()).getOrDefault(scenario, Figures.NONE);
    }

    Entrant with(Map<Integer, Map<Scenario, Figures>> measured) {
        return new Entrant(name, library, measured, remarks);
    }

    /// What a program reads: an object for each scenario and number of threads.
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
