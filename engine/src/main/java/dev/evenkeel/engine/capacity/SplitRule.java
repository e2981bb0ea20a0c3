// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

/// The rules for the split of a team's time, in the order of evaluation. The first that applies decides.
public enum SplitRule {
    /// The error budgets are mostly unspent.
    MORE_RISK("0", "take more risk: larger steps, fewer gates, time for new work"),
    /// An error budget is spent.
    BUDGET_SPENT("1", "only urgent fixes and security until it is back within its objective"),
    /// One incident used a large part of a budget.
    LARGE_INCIDENT("1", "review it, with one action of the highest priority"),
    /// One class of incidents used a large part of a quarter's budget.
    LARGE_CLASS("1", "put work against it first in the quarter's plan"),
    /// Too much toil.
    TOIL("2", "push back what is above one half to where it comes from"),
    /// Some work reduces more risk than its delay costs.
    STOP_RULE("3", "do what buys more risk per week than a week of delay costs, and stop there"),
    /// No other rule applies.
    DEFAULT("4", "plan by the usual split");

    private final String number;
    private final String advice;

    SplitRule(String number, String advice) {
        this.number = number;
        this.advice = advice;
    }

    /// Returns the number of the rule, `0` to `4`.
    public String number() {
        return number;
    }

    /// Returns the advice to the team, without a full stop.
    public String advice() {
        return advice;
    }
}
