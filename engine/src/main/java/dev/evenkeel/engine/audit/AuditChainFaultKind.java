// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

/// The kind of a mismatch.
public enum AuditChainFaultKind {
    /// Its content or its hash was changed.
    MODIFIED("changed"),
    /// It is missing, while later ones exist.
    MISSING("missing"),
    /// Another entry is in its place.
    OUT_OF_ORDER("out of order"),
    /// It and all following entries are missing.
    TRUNCATED("truncated"),
    /// It differs from a recorded head.
    HEAD_MISMATCH("head mismatch");

    private final String words;

    AuditChainFaultKind(String words) {
        this.words = words;
    }

    /// Returns the description for people.
    public String label() {
        return words;
    }
}
