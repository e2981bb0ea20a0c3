// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

import org.jspecify.annotations.Nullable;

/// "This revision is active in my process."
///
/// @param instance random name of the process, 1..256 characters
/// @param revision revision of the snapshot, 0 or more
/// @param flushed whether the server has the outcomes of every call that an earlier exposure decided, which
///     includes that none of them still runs; null when the process does not report it
public record AckMessage(
        String instance, long revision, @Nullable Boolean flushed) {
    public AckMessage {
        var rules = new Rules();
        rules.name("instance", instance);
        rules.atLeast("revision", revision, 0);
        rules.check();
    }
}
