// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The acknowledgement that a revision is active in a process, with its tripped breakers.
///
/// @param instance random name of the process, 1..256 characters
/// @param revision revision of the snapshot, 0 or more
/// @param flushed whether the server has received the outcomes of every call under earlier exposures, which
///     implies that none of them is still running; null when the process does not report it
/// @param trips tripped breakers of the process, at most [OutcomeBatch#MAX_TRIPS]; also part of batches,
///     which a server may be unable to accept
public record RevisionAckMessage(
        String instance, long revision, @Nullable Boolean flushed, List<BreakerTrip> trips) {
    public RevisionAckMessage {
        trips = List.copyOf(trips);
        var rules = new MessageValidator();
        rules.validateName("instance", instance);
        rules.validateMin("revision", revision, 0);
        rules.validateMax("trips", trips.size(), "the limit of an acknowledgement", OutcomeBatch.MAX_TRIPS);
        rules.throwIfAny();
    }

    /// Creates an acknowledgement without tripped breakers.
    public RevisionAckMessage(String instance, long revision, @Nullable Boolean flushed) {
        this(instance, revision, flushed, List.of());
    }
}
