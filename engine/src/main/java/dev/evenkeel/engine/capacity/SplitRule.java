// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

/// The rungs of the ladder that a split is derived by, in the order in which they are asked. The first that
/// holds decides.
public enum SplitRule {
    /// The error budgets are mostly unspent.
    MORE_RISK("0", "take more risk: larger steps, fewer gates, time for new work"),
    /// An error budget is spent.
    BUDGET_SPENT("1", "only urgent fixes and security until it is back within its objective"),
    /// One incident took a large part of a budget.
    LARGE_INCIDENT("1", "review it, with one action of the highest priority"),
    /// One class of incidents took a large part of a quarter's budget.
    LARGE_CLASS("1", "put work against it first in the quarter's plan"),
    /// Too much toil.
    TOIL("2", "push back what is above one half to where it comes from"),
    /// Work buys more risk than its delay costs.
    STOP_RULE("3", "do what buys more risk per week than a week of delay costs, and stop there"),
    /// None of the others.
    USUAL("4", "plan by the usual split");

    private final String number;
    private final String advice;

    SplitRule(String number, String advice) {
        this.number = number;
        this.advice = advice;
    }

    /// Its number on the ladder, `0` to `4`.
    public String number() {
        return number;
    }

    /// What it tells a team to do, without a full stop.
    public String advice() {
        return advice;
    }
}
