// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An environment's flags at one revision. Immutable.
///
/// @param revision 0 before the first definition
/// @param committedAt when the revision was committed; null before the first
/// @param authored the author's definition, verbatim
/// @param delivered the definition that all clients receive, plain flagd JSON: the author's, with
///     prerequisites, scheduled changes and splits compiled in
/// @param salted the delivered definition with the salts of its splits; only for SDK processes, which
///     pseudonymize units with them
/// @param compiled the delivered definition, ready for evaluation
/// @param splits the splits of running rollouts and experiments by flag key
public record EnvironmentSnapshot(
        String environment,
        long revision,
        @Nullable Instant committedAt,
        String authored,
        String delivered,
        String salted,
        FlagSnapshot compiled,
        Map<String, RunningSplit> splits) {
    static final String EMPTY_DEFINITION = "{\"flags\":{}}";

    public EnvironmentSnapshot {
        splits = Map.copyOf(splits);
    }

    static EnvironmentSnapshot of(String environment, FlagRepository.StoredFlagSet stored) {
        FlagdDefinitionRenderer.DeliveredDefinition delivered = FlagdDefinitionRenderer.renderCompiled(
                stored.definition(), stored.splits(), stored.salts(), stored.revision());
        return new EnvironmentSnapshot(
                environment,
                stored.revision(),
                stored.committedAt(),
                stored.definition(),
                delivered.definition(),
                delivered.definitionWithSalts(),
                delivered.flags(),
                stored.splits());
    }

    /// Whether the author's definition contains the flag.
    public boolean hasFlag(String key) {
        return ParsedFlagSet.ofStored(authored).hasFlag(key);
    }

    /// Returns the value of the ETag header, including quotes.
    public String etag() {
        return "\"" + environment + "-" + revision + "\"";
    }

    /// Omits the content, which contains secrets.
    @Override
    public String toString() {
        return "Snapshot[" + environment + " at revision " + revision + "]";
    }

    /// Returns the message that is sent to SDK processes.
    ///
    /// @param token proof of the revision; null before the first
    public SnapshotMessage toMessage(@Nullable String token) {
        return new SnapshotMessage(environment, revision, salted, token);
    }
}
