// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

/// How far a technology is taken up; the innermost first.
public enum RadarRing {
    /// The usual choice.
    ADOPT,
    /// In use where the risk can be borne.
    TRIAL,
    /// Looked at, not in use.
    ASSESS,
    /// Nothing new is begun with it.
    HOLD;

    /// Whether a technology of this ring is meant to run.
    public boolean isInUse() {
        return this == ADOPT || this == TRIAL;
    }
}
