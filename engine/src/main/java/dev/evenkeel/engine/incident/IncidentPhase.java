// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The phases of an incident, in chronological order.
public enum IncidentPhase {
    /// Harm to users began.
    HARM_STARTED("impact started"),
    /// A person or an alert detected it.
    DETECTED("detected"),
    /// A person acknowledged it.
    ACKNOWLEDGED("acknowledged"),
    /// The required action was identified.
    IDENTIFIED("identified"),
    /// Harm to users ended.
    MITIGATED("mitigated"),
    /// All work is done except the review.
    RESOLVED("resolved");

    private final String words;

    IncidentPhase(String words) {
        this.words = words;
    }

    public String label() {
        return words;
    }
}
