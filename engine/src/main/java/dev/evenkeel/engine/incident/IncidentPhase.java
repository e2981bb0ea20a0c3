// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The moments of an incident, in the order in which they come.
public enum IncidentPhase {
    /// Users began to be hurt.
    HARM_STARTED("harm started"),
    /// Somebody or something noticed.
    DETECTED("detected"),
    /// A person took it up.
    ACKNOWLEDGED("acknowledged"),
    /// It was known what to do.
    IDENTIFIED("identified"),
    /// Users were no longer hurt.
    MITIGATED("mitigated"),
    /// Nothing is left to do but to learn.
    RESOLVED("resolved");

    private final String words;

    IncidentPhase(String words) {
        this.words = words;
    }

    /// The phase in words.
    public String words() {
        return words;
    }
}
