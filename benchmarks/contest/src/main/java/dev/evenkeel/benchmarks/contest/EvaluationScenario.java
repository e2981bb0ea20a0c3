// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// What is asked.
public enum EvaluationScenario {
    /// On for everybody.
    STATIC,
    /// On when the attribute `country` is `CH`.
    RULE,
    /// On for half of the users from `CH`, always the same ones.
    SPLIT;

    boolean ask(Contender contender, String user, String country) {
        return switch (this) {
            case STATIC -> contender.isStaticOn(user, country);
            case RULE -> contender.isRuleOn(user, country);
            case SPLIT -> contender.isSplitOn(user, country);
        };
    }
}
