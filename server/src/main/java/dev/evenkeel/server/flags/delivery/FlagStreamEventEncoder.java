// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The format of one kind of event stream. Its arrays are shared by all streams and must not be modified.
///
/// @param first event for the snapshot at the start
/// @param next event for a snapshot after the previously sent one; null ends the stream
record FlagStreamEventEncoder(
        Function<EncodedSnapshot, byte[]> first, BiFunction<EncodedSnapshot, EncodedSnapshot, byte @Nullable []> next) {
    /// An empty comment, sent as a heartbeat.
    static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /// Snapshots for SDKs.
    static final FlagStreamEventEncoder SNAPSHOTS = new FlagStreamEventEncoder(
            EncodedSnapshot::event, (base, next) -> isBack(base, next) ? null : next.event());

    /// Hints for OFREP clients.
    ///
    /// @param had revision of the last hint that the client received on an earlier stream; if it is not the
    ///     current one, the client missed a hint; null without an earlier stream
    static FlagStreamEventEncoder hints(@Nullable String had) {
        return new FlagStreamEventEncoder(
                first -> had == null || had.equals(Long.toString(first.revision())) ? COMMENT : first.hint(),
                (base, next) -> next.hint());
    }

    /// Deltas, or snapshots where they are shorter.
    ///
    /// @param have tag of the flags that the client has
    static FlagStreamEventEncoder deltas(String have) {
        return new FlagStreamEventEncoder(
                first -> first.tag().equals(have) ? first.eventAfter(first) : first.event(),
                (base, next) -> isBack(base, next) ? null : next.eventAfter(base));
    }

    /// Whether the revision decreased, because the database was restored. Then clients must reconnect: on a new
    /// connection the server's revision takes precedence.
    private static boolean isBack(EncodedSnapshot base, EncodedSnapshot next) {
        return next.revision() < base.revision();
    }
}
