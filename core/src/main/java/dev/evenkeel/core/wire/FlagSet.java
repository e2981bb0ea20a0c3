// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The flags of one environment at one revision, in the form from which deltas are computed and to which they
/// apply. Immutable.
///
/// @param environment name of the environment
/// @param revision revision of the flags
/// @param parts the parts of the definition
/// @param revisionToken as in [SnapshotMessage]; null when there is none
public record FlagSet(
        String environment,
        long revision,
        DefinitionParts parts,
        @Nullable String revisionToken) {
    /// Creates a set without a token.
    public FlagSet(String environment, long revision, DefinitionParts parts) {
        this(environment, revision, parts, null);
    }

    /// Splits a snapshot into parts.
    ///
    /// @throws MalformedMessageException when its definition is not a JSON object, or its `flags` is not one
    public static FlagSet of(SnapshotMessage snapshot) {
        return new FlagSet(
                snapshot.environment(),
                snapshot.revision(),
                DefinitionParts.parse(snapshot.definition()),
                snapshot.revisionToken());
    }

    /// Returns the equivalent snapshot.
    public SnapshotMessage toSnapshot() {
        return new SnapshotMessage(environment, revision, parts.toJson(), revisionToken);
    }

    /// Returns a short identifier of exactly these flags, such as `41-00e49b5c1a2f3d77`: revision and digest.
    public String tag() {
        return revision + "-" + HexFormat.of().toHexDigits(parts.digest());
    }

    /// Returns the value of the ETag header, including quotes.
    public String etag() {
        return "\"" + environment + "-" + tag() + "\"";
    }
}
