// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A port of the loopback interface for a process that is about to start.
public final class FreePort {
    private FreePort() {}

    /// Returns a port that was free a moment ago.
    public static int find() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }
}
