// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// A flag library in the contest, with three boolean flags in memory, offline. Thread-safe.
///
/// Each flag is evaluated as an application does it: for a user from a country, with the evaluation context
/// built in the call. Implementations have a public constructor without parameters and are listed in
/// `META-INF/services`.
public interface Contender extends AutoCloseable {
    /// Returns the name shown in the table.
    String name();

    /// Returns a class of the library; its jar determines the version.
    Class<?> library();

    /// Returns how well the library supports a scenario.
    default ScenarioSupport supportFor(EvaluationScenario scenario) {
        return ScenarioSupport.WHOLE;
    }

    /// Evaluates the flag of [EvaluationScenario#STATIC].
    boolean isStaticOn(String user, String country);

    /// Evaluates the flag of [EvaluationScenario#RULE].
    boolean isRuleOn(String user, String country);

    /// Evaluates the flag of [EvaluationScenario#SPLIT].
    boolean isSplitOn(String user, String country);

    /// Stops its threads.
    @Override
    void close();
}
