// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// The scenarios of the contest.
public enum EvaluationScenario {
    /// On for every user.
    STATIC,
    /// On when the attribute `country` is `CH`.
    RULE,
    /// On for a fixed half of the users from `CH`.
    SPLIT;

    boolean evaluate(Contender contender, String user, String country) {
        return switch (this) {
            case STATIC -> contender.isStaticOn(user, country);
            case RULE -> contender.isRuleOn(user, country);
            case SPLIT -> contender.isSplitOn(user, country);
        };
    }
}
