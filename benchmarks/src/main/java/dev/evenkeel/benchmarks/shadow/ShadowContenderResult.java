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

/// A contender as the results name it.
///
/// @param name for people
/// @param library file it comes from, with its version
/// @param settings its mode
/// @param cost of a call in shadow when both paths do nothing
/// @param load what callers saw, by case
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

    ShadowLoadResult of(CandidateBehaviour behaviour) {
        ShadowLoadResult figures = load.get(behaviour);
        if (figures == null) {
            throw new IllegalStateException(name + " was not measured with " + behaviour.words());
        }
        return figures;
    }
}
