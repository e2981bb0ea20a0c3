// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

/// How an entry does not fit.
public enum AuditChainFault {
    /// What it says, or its hash, is not what was written.
    CHANGED("changed"),
    /// It is not there, and later ones are.
    MISSING("missing"),
    /// Another entry stands in its place.
    OUT_OF_ORDER("out of order"),
    /// It and all that follow are not there.
    CUT_OFF("cut off at the end"),
    /// It is not the one that a head names.
    OTHER_HEAD("head differs");

    private final String words;

    AuditChainFault(String words) {
        this.words = words;
    }

    /// In a few words, for people.
    public String words() {
        return words;
    }
}
