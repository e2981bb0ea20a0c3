// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.io.IOException;

/// The connection of an event stream. Never blocks; calls require the stream's lock. When a write was incomplete,
/// the connection calls [ClientFlagEventStream#writePending] as soon as the network accepts more.
interface StreamConnection {
    /// Writes as much as the network accepts.
    ///
    /// @param from index of the first byte not written yet
    /// @return the index after the last byte written
    int write(byte[] bytes, int from) throws IOException;

    /// Whether all written data has been passed to the network.
    boolean isDrained();

    /// Whether the client has not accepted data for too long; called at each heartbeat while data is pending.
    boolean isStalled();

    void close();
}
