// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// How far a contender plays a scenario.
public enum ScenarioSupport {
    /// As described.
    WHOLE(""),
    /// Splits all users, because it has no rule before a split.
    SPLIT_ALONE("split without a rule before it"),
    /// Splits calls at random, not users, without a rule before it.
    RANDOM_SPLIT("random per call, not by user, without a rule"),
    /// Gives the caller's default: it stands for what an interface costs at least.
    FLOOR("answers the caller's default: the floor of the interface");

    private final String remark;

    ScenarioSupport(String remark) {
        this.remark = remark;
    }

    /// For a reader of the table; empty when there is nothing to remark.
    public String remark() {
        return remark;
    }
}
