// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.benchmarks.load.OutcomeBatchSource;
import dev.evenkeel.benchmarks.load.SteadyRollout;
import dev.evenkeel.benchmarks.server.ServerAccess;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailoverBatchSenderTest {
    private HttpServer refusing;
    private HttpServer accepting;
    private final BlockingQueue<OutcomeBatch> refused = new LinkedBlockingQueue<>();
    private final BlockingQueue<OutcomeBatch> accepted = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws IOException {
        refusing = answering(503, refused);
        accepting = answering(200, accepted);
    }

    @AfterEach
    void stop() {
        refusing.stop(0);
        accepting.stop(0);
    }

    private static HttpServer answering(int status, BlockingQueue<OutcomeBatch> received) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sdk/v1/outcomes", exchange -> {
            received.add(WireCodec.decodeBatch(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static ServerAccess access(HttpServer server) {
        return new ServerAccess(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "admin", "key");
    }

    @Test
    void retriesBatchOnNextServerAndStaysThere() throws Exception {
        List<ServerAccess> servers = List.of(access(refusing), access(accepting));
        var batches = new OutcomeBatchSource(servers.getFirst(), List.of(new SteadyRollout("f", "r", 1)), "one", 1);
        try (var sender = new FailoverBatchSender(servers, batches, Duration.ofMillis(1))) {
            Thread thread = Thread.ofPlatform().start(sender);
            OutcomeBatch first = accepted.take();
            OutcomeBatch second = accepted.take();
            sender.stop();
            thread.join();

            assertThat(first).isEqualTo(refused.take());
            assertThat(List.of(first.sequence(), second.sequence())).containsExactly(1L, 2L);
            assertThat(refused).isEmpty();
            assertThat(sender.refused()).isEqualTo(1);
            assertThat(sender.delays()).hasSizeGreaterThanOrEqualTo(2);
        }
    }
}
