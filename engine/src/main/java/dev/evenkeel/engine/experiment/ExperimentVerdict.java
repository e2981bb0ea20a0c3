// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// What may be concluded from an experiment.
public enum ExperimentVerdict {
    /// Nothing yet.
    OPEN,
    /// Nothing, because users are not split as planned.
    SUSPENDED,
    /// A treatment is shown to gain more than the rule asks for.
    SHIP,
    /// Every treatment is shown to gain less than is worth going on.
    STOP,
    /// The rule's time is over.
    UNDECIDED;

    /// Whether the decision rule has been met, for ever.
    public boolean decided() {
        return this == SHIP || this == STOP || this == UNDECIDED;
    }
}
