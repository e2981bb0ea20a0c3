// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.security.access.Caller;

/// The caller and reason of a change of objects.
///
/// @param reason reason for the audit log; may be empty
/// @param warnings receives what is valid but has no effect, or is misleading
public record ManifestChangeContext(Caller.Actor caller, String reason, ValidationErrors warnings) {
    /// Returns the name in the audit log.
    public String actor() {
        return caller.name();
    }
}
