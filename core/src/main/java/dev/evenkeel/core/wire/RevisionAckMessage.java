// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// "This revision is active in my process, and these candidates are out of use in it."
///
/// @param instance random name of the process, 1..256 characters
/// @param revision revision of the snapshot, 0 or more
/// @param flushed whether the server has the outcomes of every call that an earlier exposure decided, which
///     includes that none of them still runs; null when the process does not report it
/// @param trips breakers of the process that are tripped, at most [OutcomeBatch#MAX_TRIPS]; batches carry them
///     too, but a server may be unable to take batches
public record RevisionAckMessage(
        String instance, long revision, @Nullable Boolean flushed, List<BreakerTrip> trips) {
    public RevisionAckMessage {
        trips = List.copyOf(trips);
        var rules = new MessageValidator();
        rules.name("instance", instance);
        rules.atLeast("revision", revision, 0);
        rules.atMost("trips", trips.size(), "the limit of an acknowledgement", OutcomeBatch.MAX_TRIPS);
        rules.check();
    }

    /// One without tripped breakers.
    public RevisionAckMessage(String instance, long revision, @Nullable Boolean flushed) {
        this(instance, revision, flushed, List.of());
    }
}
