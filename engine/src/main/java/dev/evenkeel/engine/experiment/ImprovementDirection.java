// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// Which way a goal is to move.
public enum ImprovementDirection {
    /// More is better.
    HIGHER,
    /// Less is better.
    LOWER;

    /// An effect as a gain: positive when it is for the better.
    double gain(double effect) {
        return this == HIGHER ? effect : -effect;
    }
}
