// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

/// The rules for the split of a team's time, in the order of evaluation. The first that applies decides.
public enum SplitRule {
    /// The error budgets are mostly unspent.
    MORE_RISK("0", "take more risk: larger steps, fewer gates, time for new work"),
    /// An error budget is spent.
    BUDGET_SPENT("1", "only urgent fixes and security work until the error budget recovers"),
    /// One incident used a large part of a budget.
    LARGE_INCIDENT("1", "review the incident and give one action the highest priority"),
    /// One class of incidents used a large part of a quarter's budget.
    LARGE_CLASS("1", "plan work against this cause first in the quarter"),
    /// Too much toil.
    TOIL("2", "return toil above 50% to the teams that cause it"),
    /// Some work reduces more risk than its delay costs.
    STOP_RULE("3", "do only work that reduces more risk per week than a week of delay costs"),
    /// No other rule applies.
    DEFAULT("4", "use the default split");

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
