// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What one kind of stream says. Its arrays are shared by all streams; nobody writes into them.
///
/// @param first what is said of the frame that is there at the start
/// @param next what is said of a frame after the one said before; null ends the stream
record FlagStreamFormat(
        Function<EncodedSnapshot, byte[]> first, BiFunction<EncodedSnapshot, EncodedSnapshot, byte @Nullable []> next) {
    /// A line without meaning, to show that the stream lives.
    static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /// Snapshots for SDKs.
    static final FlagStreamFormat SNAPSHOTS =
            new FlagStreamFormat(EncodedSnapshot::event, (base, next) -> isBack(base, next) ? null : next.event());

    /// Hints for OFREP clients.
    ///
    /// @param had revision of the last hint that the reader got on an earlier stream: when that is not the
    ///     present one, it missed some; null when there was none
    static FlagStreamFormat hints(@Nullable String had) {
        return new FlagStreamFormat(
                first -> had == null || had.equals(Long.toString(first.revision())) ? COMMENT : first.hint(),
                (base, next) -> next.hint());
    }

    /// Deltas, and snapshots where they are shorter.
    ///
    /// @param have tag of the flags that the reader has
    static FlagStreamFormat deltas(String have) {
        return new FlagStreamFormat(
                first -> first.tag().equals(have) ? first.eventAfter(first) : first.event(),
                (base, next) -> isBack(base, next) ? null : next.eventAfter(base));
    }

    /// After a lower revision (the database was restored) readers must connect again: then the server's word
    /// wins.
    private static boolean isBack(EncodedSnapshot base, EncodedSnapshot next) {
        return next.revision() < base.revision();
    }
}
