// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// The direction in which a goal improves.
public enum ImprovementDirection {
    /// More is better.
    HIGHER,
    /// Less is better.
    LOWER;

    /// Returns an effect as a gain: positive when it is an improvement.
    double gain(double effect) {
        return this == HIGHER ? effect : -effect;
    }
}
