// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import dev.evenkeel.flag.FlagSnapshot;
import dev.evenkeel.flag.RolloutOverlay;
import dev.evenkeel.flag.RunningSplit;
import dev.evenkeel.wire.SnapshotMessage;
import java.util.Map;

/// An environment's flags at one revision. Immutable.
///
/// @param revision 0 before the first definition
/// @param authored the author's definition, word for word
/// @param delivered the definition that services get, plain flagd JSON: the author's, with
///     prerequisites, scheduled changes and splits compiled in
/// @param compiled the delivered definition, ready to be evaluated
/// @param splits the splits of running rollouts and experiments by flag key
public record Snapshot(
        String environment,
        long revision,
        String authored,
        String delivered,
        FlagSnapshot compiled,
        Map<String, RunningSplit> splits) {
    static final String EMPTY_DEFINITION = "{\"flags\":{}}";

    public Snapshot {
        splits = Map.copyOf(splits);
    }

    static Snapshot of(String environment, long revision, String authored, Map<String, RunningSplit> splits) {
        RolloutOverlay.Delivered delivered = RolloutOverlay.deliver(authored, splits, revision);
        return new Snapshot(environment, revision, authored, delivered.definition(), delivered.flags(), splits);
    }

    /// The value of the ETag header, quotes included.
    public String etag() {
        return "\"" + environment + "-" + revision + "\"";
    }

    /// What is sent to services.
    public SnapshotMessage message() {
        return new SnapshotMessage(environment, revision, delivered);
    }
}
