// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// One flag library with three boolean flags in memory, offline. Thread-safe.
///
/// Each question is asked as an application asks it: about a user from a country, with the context built in the
/// call. Implementations have a public constructor without parameters and are named in `META-INF/services`.
public interface Contender extends AutoCloseable {
    /// As it stands in the table.
    String name();

    /// A class of the library; the file it comes from tells the version.
    Class<?> library();

    /// How far it can play a scenario.
    default ScenarioSupport footing(EvaluationScenario scenario) {
        return ScenarioSupport.WHOLE;
    }

    /// Asks the flag of [EvaluationScenario#STATIC].
    boolean isStaticOn(String user, String country);

    /// Asks the flag of [EvaluationScenario#RULE].
    boolean isRuleOn(String user, String country);

    /// Asks the flag of [EvaluationScenario#SPLIT].
    boolean isSplitOn(String user, String country);

    /// Ends its threads.
    @Override
    void close();
}
