// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// The verdict on an experiment.
public enum ExperimentVerdict {
    /// No conclusion yet.
    RUNNING,
    /// No conclusion, because users are not split as planned.
    SUSPENDED,
    /// A treatment is shown to gain more than the rule requires.
    SHIP,
    /// Every treatment is shown to gain too little to continue.
    STOP,
    /// The maximum duration of the rule has passed.
    INCONCLUSIVE;

    /// Whether the decision rule is met, which is final.
    public boolean isFinal() {
        return this == SHIP || this == STOP || this == INCONCLUSIVE;
    }
}
