// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.shadow;

import dev.evenkeel.benchmarks.contest.CandidateBehaviour;
import dev.evenkeel.benchmarks.contest.ShadowLoadResult;
import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The results of one contender.
///
/// @param name name for people
/// @param library its jar, with the version
/// @param settings its mode
/// @param cost cost of a shadowed call when both paths do nothing
/// @param load the callers' measurements, by case
record ShadowContenderResult(
        String name,
        String library,
        String settings,
        BenchmarkSamples cost,
        Map<CandidateBehaviour, ShadowLoadResult> load) {
    static ShadowContenderResult read(String type, Properties about, BenchmarkSamples cost) {
        return new ShadowContenderResult(
                about.getProperty(type + ".name"),
                about.getProperty(type + ".library"),
                about.getProperty(type + ".settings"),
                cost,
                Arrays.stream(CandidateBehaviour.values())
                        .collect(Collectors.toUnmodifiableMap(
                                Function.identity(),
                                behaviour -> ShadowLoadResult.read(about, type + "." + behaviour))));
    }

    ShadowLoadResult loadFor(CandidateBehaviour behaviour) {
        ShadowLoadResult figures = load.get(behaviour);
        if (figures == null) {
            throw new IllegalStateException(name + " was not measured with " + behaviour.description());
        }
        return figures;
    }
}
