// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The sequence numbers of an instance belong to the process that sent its first batch: another process with the same
/// SDK key but another instance secret cannot consume them.
final class InstanceSecretIT {
    private static final String OWN = "0123456789abcdef0123456789abcdef";
    private static final String FOREIGN = "fedcba9876543210fedcba9876543210";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void rejectsDifferentInstanceSecretWithoutConsumingSequence() {
        assertThat(batch("owned", 1, OWN).body()).isEqualTo(Json.of("{'accepted':true}"));

        for (String secret : new String[] {FOREIGN, null}) {
            HttpResponse<String> refused = batch("owned", 2, secret);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(TestServer.json(refused).get("code").asString()).isEqualTo("forbidden");
            assertThat(refused.body()).contains("This batch was not stored").doesNotContain(OWN);
            assertThat(report("owned", 2, secret).statusCode()).isEqualTo(403);
        }

        assertThat(batch("owned", 2, OWN).body()).isEqualTo(Json.of("{'accepted':true}"));
        assertThat(batch("owned", 2, OWN).body()).isEqualTo(Json.of("{'accepted':false,'duplicate':true}"));
        assertThat(batches("owned")).isEqualTo(2);
    }

    @Test
    void rejectsCallReportsWithDifferentInstanceSecret() {
        assertThat(report("reporter", 1, OWN).statusCode()).isEqualTo(200);
        assertThat(report("reporter", 2, FOREIGN).statusCode()).isEqualTo(403);
        assertThat(report("reporter", 2, OWN).body()).isEqualTo(Json.of("{'accepted':true}"));
    }

    @Test
    void acceptsAnySecretWhenFirstBatchHadNone() {
        assertThat(batch("open", 1, null).body()).isEqualTo(Json.of("{'accepted':true}"));
        assertThat(batch("open", 2, OWN).body()).isEqualTo(Json.of("{'accepted':true}"));
        assertThat(batch("open", 3, null).body()).isEqualTo(Json.of("{'accepted':true}"));
    }

    @Test
    void rejectsSecretsThatAreTooShortOrTooLong() {
        assertThat(batch("short", 1, "short").statusCode()).isEqualTo(400);
        assertThat(batch("long", 1, "x".repeat(129)).statusCode()).isEqualTo(400);
    }

    @Test
    void assignsInstanceToOneSenderWhenFirstBatchesRace() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> requests = IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(i -> () ->
                            batch("raced", i + 1, i % 2 == 0 ? OWN : FOREIGN).statusCode())
                    .toList();
            List<Integer> statuses =
                    threads.invokeAll(requests).stream().map(Future::resultNow).toList();
            assertThat(statuses).containsOnly(200, 403);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(8);
        }
    }

    private static HttpResponse<String> batch(String instance, long sequence, @Nullable String secret) {
        var batch = new OutcomeBatch(instance, sequence, Instant.EPOCH, 0, List.of());
        return send("/sdk/v1/outcomes", WireCodec.encode(batch), secret);
    }

    private static HttpResponse<String> report(String instance, long sequence, @Nullable String secret) {
        String report = Json.of("{'instance':'%s','sequence':%d,'groups':[]}", instance, sequence);
        return send("/sdk/v1/calls", report.getBytes(StandardCharsets.UTF_8), secret);
    }

    private static HttpResponse<String> send(String path, byte[] body, @Nullable String secret) {
        HttpRequest.Builder request = server.asSdk(path).header("Content-Type", "application/json");
        if (secret != null) {
            request.header("Evenkeel-Instance-Secret", secret);
        }
        return server.send(request.POST(BodyPublishers.ofByteArray(body)));
    }

    private static long batches(String instance) {
        return server.bean(JdbcClient.class)
                .sql("select count(*) from outcome_batch where instance = ?")
                .param(instance)
                .query(Long.class)
                .single();
    }
}
