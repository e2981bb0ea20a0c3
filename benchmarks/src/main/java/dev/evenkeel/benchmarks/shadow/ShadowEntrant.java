// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.shadow;

import dev.evenkeel.benchmarks.contest.ShadowCase;
import dev.evenkeel.benchmarks.contest.ShadowFigures;
import dev.evenkeel.benchmarks.jvm.Figures;
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
record ShadowEntrant(String name, String library, String settings, Figures cost, Map<ShadowCase, ShadowFigures> load) {
    static ShadowEntrant read(String type, Properties about, Figures cost) {
        return new ShadowEntrant(
                about.getProperty(type + ".name"),
                about.getProperty(type + ".library"),
                about.getProperty(type + ".settings"),
                cost,
                Arrays.stream(ShadowCase.values())
                        .collect(Collectors.toUnmodifiableMap(
                                Function.identity(), behaviour -> ShadowFigures.read(about, type + "." + behaviour))));
    }

    ShadowFigures of(ShadowCase behaviour) {
        ShadowFigures figures = load.get(behaviour);
        if (figures == null) {
            throw new IllegalStateException(name + " was not measured with " + behaviour.words());
        }
        return figures;
    }
}
