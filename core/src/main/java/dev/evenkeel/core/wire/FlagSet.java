// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One environment's flags at one revision, in the form that deltas are made from and applied to. Immutable.
///
/// @param environment name of the environment
/// @param revision of the flags
/// @param parts the definition, cut up
/// @param revisionToken as in [SnapshotMessage]; null when there is none
public record FlagSet(
        String environment,
        long revision,
        DefinitionParts parts,
        @Nullable String revisionToken) {
    /// Flags without a token.
    public FlagSet(String environment, long revision, DefinitionParts parts) {
        this(environment, revision, parts, null);
    }

    /// Cuts a snapshot up.
    ///
    /// @throws MalformedMessageException when its definition is no JSON object, or its `flags` are none
    public static FlagSet of(SnapshotMessage snapshot) {
        return new FlagSet(
                snapshot.environment(),
                snapshot.revision(),
                DefinitionParts.of(snapshot.definition()),
                snapshot.revisionToken());
    }

    /// The snapshot that says the same.
    public SnapshotMessage snapshot() {
        return new SnapshotMessage(environment, revision, parts.text(), revisionToken);
    }

    /// A short name of exactly these flags, such as `41-00e49b5c1a2f3d77`: revision and digest.
    public String tag() {
        return revision + "-" + HexFormat.of().toHexDigits(parts.digest());
    }

    /// The value of the ETag header, quotes included.
    public String etag() {
        return "\"" + environment + "-" + tag() + "\"";
    }
}
