// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

/// What somebody does to an incident.
///
/// @param who does it
/// @param kind of the timeline's entry; the ledger says `incident.` before it
/// @param words for the timeline
/// @param reason for the ledger; may be empty
public record IncidentAction(String who, String kind, String words, String reason) {
    public IncidentAction(String who, String kind, String words) {
        this(who, kind, words, "");
    }
}
