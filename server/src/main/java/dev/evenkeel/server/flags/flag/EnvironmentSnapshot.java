// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.server.flags.definition.ParsedDefinition;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An environment's flags at one revision. Immutable.
///
/// @param revision 0 before the first definition
/// @param committedAt when the revision was committed; null before the first
/// @param authored the author's definition, word for word
/// @param delivered the definition that everybody gets, plain flagd JSON: the author's, with
///     prerequisites, scheduled changes and splits compiled in
/// @param salted the same with the salts of its splits; only for SDK processes, which name units by them
/// @param compiled the delivered definition, ready to be evaluated
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
        FlagdDefinitionRenderer.DeliveredDefinition delivered = FlagdDefinitionRenderer.deliver(
                stored.definition(), stored.splits(), stored.salts(), stored.revision());
        return new EnvironmentSnapshot(
                environment,
                stored.revision(),
                stored.committedAt(),
                stored.definition(),
                delivered.definition(),
                delivered.salted(),
                delivered.flags(),
                stored.splits());
    }

    /// Whether the author defined a flag of this key.
    public boolean hasFlag(String key) {
        return ParsedDefinition.stored(authored).hasFlag(key);
    }

    /// The value of the ETag header, quotes included.
    public String etag() {
        return "\"" + environment + "-" + revision + "\"";
    }

    /// Leaves out what it holds: there are secrets in it.
    @Override
    public String toString() {
        return "Snapshot[" + environment + " at revision " + revision + "]";
    }

    /// What is sent to SDK processes.
    ///
    /// @param token proves the revision; null before the first
    public SnapshotMessage message(@Nullable String token) {
        return new SnapshotMessage(environment, revision, salted, token);
    }
}
