// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import org.jspecify.annotations.Nullable;

/// The flags of one environment, as delivered.
///
/// @param environment name of the environment, 1..256 characters
/// @param revision increases with every change of the flags, 0 or more
/// @param definition flagd definition, as JSON text
/// @param revisionToken opaque proof that the server issued this revision; null from a server that issues
///     none
public record SnapshotMessage(
        String environment,
        long revision,
        String definition,
        @Nullable String revisionToken) {
    /// Creates a snapshot without a token.
    public SnapshotMessage(String environment, long revision, String definition) {
        this(environment, revision, definition, null);
    }

    public SnapshotMessage {
        var rules = new MessageValidator();
        rules.validateName("environment", environment);
        rules.validateMin("revision", revision, 0);
        rules.throwIfAny();
    }
}
