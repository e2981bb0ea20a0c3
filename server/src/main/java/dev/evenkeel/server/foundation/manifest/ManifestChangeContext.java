// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.security.access.Caller;

/// Who changes objects, and why.
///
/// @param reason for the ledger; may be empty
/// @param warnings gets what is allowed and has no effect, or reads differently from what it seems to say
public record ManifestChangeContext(Caller.Actor caller, String reason, ValidationErrors warnings) {
    /// As it stands in the ledger.
    public String who() {
        return caller.name();
    }
}
