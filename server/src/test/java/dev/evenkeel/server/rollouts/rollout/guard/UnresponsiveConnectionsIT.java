// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A failover in which old connections hang: they deliver nothing and are never closed, as when the machine of a
/// primary fails. New connections reach the new primary.
final class UnresponsiveConnectionsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void rollsBackOverNewConnectionsWhenOldOnesHang() throws IOException {
        String direct = TestServer.freshDatabase();
        URI database = URI.create(direct.substring("jdbc:".length()));
        try (var network = new Network(database.getPort());
                TestServer server = TestServer.startOnDatabase(
                        direct.replace(":" + database.getPort() + "/", ":" + network.port() + "/"),
                        List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY))) {
            var rolloutScene = new RolloutScene(server);
            SimulatedService service = rolloutScene.service("one", 1).withFailureRate("modern", 1);
            String id = rolloutScene.startRunning(service);
            OutcomeBatch harm = service.makeCalls(600);

            network.hang();

            assertThat(service.send(harm).statusCode()).isEqualTo(503);
            assertThat(server.send(rolloutScene.environment.asSdk("/sdk/v1/flags"))
                            .statusCode())
                    .as("flags come from memory")
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(() -> service.send(harm).statusCode() == 200);
            rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "ROLLED_BACK"));
            assertThat(server.bean(JdbcClient.class)
                            .sql("select count(*) from rollout_decision where rollout = :id and kind = 'ROLL_BACK'")
                            .param("id", id)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    /// Forwards connections to a port of this machine, until they are made to hang.
    private static final class Network implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int target;
        private final Collection<Link> links = new ConcurrentLinkedQueue<>();

        /* The server's connection and its continuation. */
        private static final class Link {
            private final Socket client;
            private final Socket upstream;
            private volatile boolean hanging;

            Link(Socket client, Socket upstream) {
                this.client = client;
                this.upstream = upstream;
            }

            void start() {
                Thread.ofPlatform().daemon().start(() -> forward(client, upstream));
                Thread.ofPlatform().daemon().start(() -> forward(upstream, client));
            }

            private void forward(Socket from, Socket to) {
                byte[] bytes = new byte[1 << 14];
                try {
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream();
                    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                        if (!hanging) {
                            out.write(bytes, 0, count);
                        }
                    }
                } catch (IOException gone) {
                    // One of them is closed.
                }
                if (!hanging) {
                    close(from);
                    close(to);
                }
            }

            /* The old primary is gone, and the server gets no packet about it. */
            void hang() {
                hanging = true;
                close(upstream);
            }

            static void close(Socket socket) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        Network(int target) throws IOException {
            this.target = target;
            Thread.ofPlatform().daemon().start(this::accept);
        }

        int port() {
            return listener.getLocalPort();
        }

        void hang() {
            links.forEach(Link::hang);
        }

        private void accept() {
            try {
                while (true) {
                    var link = new Link(listener.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
                    links.add(link);
                    link.start();
                }
            } catch (IOException closed) {
                // No more connections.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
            links.forEach(link -> {
                Link.close(link.client);
                Link.close(link.upstream);
            });
        }
    }
}
