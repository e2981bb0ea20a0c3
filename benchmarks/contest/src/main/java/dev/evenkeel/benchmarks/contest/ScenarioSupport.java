// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// How well a contender supports a scenario.
public enum ScenarioSupport {
    /// Exactly as described.
    WHOLE(""),
    /// Splits all users, because the library supports no rule before a split.
    SPLIT_ALONE("split without a rule before it"),
    /// Splits calls at random, not users, without a rule before the split.
    RANDOM_SPLIT("random per call, not by user, without a rule"),
    /// Returns the caller's default: a lower bound on the cost of an interface.
    FLOOR("answers the caller's default: the floor of the interface");

    private final String remark;

    ScenarioSupport(String remark) {
        this.remark = remark;
    }

    /// Returns the remark for the result table; empty when there is none.
    public String remark() {
        return remark;
    }
}
