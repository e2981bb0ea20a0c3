// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

/// The adoption ring of a technology, innermost first.
public enum RadarRing {
    /// The default choice.
    ADOPT,
    /// In use where the risk is acceptable.
    TRIAL,
    /// Under evaluation, not in use.
    ASSESS,
    /// Not for new work.
    HOLD;

    /// Whether a technology in this ring is meant to be in use.
    public boolean isInUse() {
        return this == ADOPT || this == TRIAL;
    }
}
