// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import org.jspecify.annotations.Nullable;

/// One environment's flags as delivered.
///
/// @param environment name of the environment, 1..256 characters
/// @param revision grows with every change of the flags, 0 or more
/// @param definition a flagd definition, as JSON text
/// @param revisionToken the server's proof that it gave out this revision, opaque to everybody else; null from
///     a server that gives none
public record SnapshotMessage(
        String environment,
        long revision,
        String definition,
        @Nullable String revisionToken) {
    /// A snapshot without a token.
    public SnapshotMessage(String environment, long revision, String definition) {
        this(environment, revision, definition, null);
    }

    public SnapshotMessage {
        var rules = new MessageValidator();
        rules.name("environment", environment);
        rules.atLeast("revision", revision, 0);
        rules.check();
    }
}
