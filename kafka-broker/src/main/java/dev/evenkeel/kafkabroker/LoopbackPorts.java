// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Finder of free ports on loopback.
///
/// The ports are below those that operating systems give to outgoing connections. Otherwise a connection, even one
/// to the killed broker itself, could take its port before it starts again.
final class LoopbackPorts {
    private static final int FIRST_PORT = 15_000;
    private static final int PORTS = 17_000;
    private static final int ATTEMPTS = 1_000;

    private LoopbackPorts() {}

    /// Returns different ports that are free now.
    static List<Integer> findFree(int count) throws IOException {
        Random random = new Random();
        Set<Integer> found = new LinkedHashSet<>();
        for (int attempt = 0; attempt < ATTEMPTS && found.size() < count; attempt++) {
            int port = FIRST_PORT + random.nextInt(PORTS);
            if (isFree(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new IOException("no free port found between " + FIRST_PORT + " and " + (FIRST_PORT + PORTS));
        }
        return new ArrayList<>(found);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
