// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

/// A change to an incident, as recorded in its timeline and in the audit log.
///
/// @param actor user who made the change
/// @param kind kind of the timeline entry; the audit log prefixes it with `incident.`
/// @param text text of the timeline entry
/// @param reason reason for the audit log; may be empty
public record IncidentUpdateLogEntry(String actor, String kind, String text, String reason) {
    public IncidentUpdateLogEntry(String who, String kind, String words) {
        this(who, kind, words, "");
    }
}
