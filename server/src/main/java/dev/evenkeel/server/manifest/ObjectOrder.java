// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.manifest;

import dev.evenkeel.server.access.Caller;

/// Who changes objects, and why.
///
/// @param reason for the ledger; may be empty
public record ObjectOrder(Caller.Actor caller, String reason) {
    /// As it stands in the ledger.
    public String who() {
        return caller.name();
    }
}
