// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.engine.drill.CandidateRehearsalResult;
import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Drills that run the candidate for synthetic keys. The response of the service's rehearsal endpoint decides whether
/// a drill passes; the drill ends at exposure 0 in any case.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RehearsalEndpointIT {
    private static final String FLAG = "/api/v1/environments/default/flags/core";
    private static final String PLAN = """
            {"owner":"payments","trigger":"errors","steps":["abort"],"dataCompatibility":"readable",
             "pointOfNoReturn":"there always is a way back","expectedTime":"PT1M",
             "syntheticKeys":["S-1","S-2"],"rehearsal":"%s"}""";
    private static final String COMPLETE = Json.of("{'written':2,'readByControl':2,'undone':2}");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private TestServer server;
    private HttpServer service;
    private long sequence;

    private record Reply(int status, String body) {}

    @BeforeAll
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(threads);
        service.createContext("/rehearsal", exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            Reply reply = Objects.requireNonNull(replies.poll(), "unexpected request");
            byte[] body = reply.body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Location", address("/elsewhere").toString());
            exchange.sendResponseHeaders(reply.status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.createContext("/hanging", exchange -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        service.createContext("/elsewhere", exchange -> {
            requests.add("redirected");
            exchange.close();
        });
        service.start();
        server = TestServer.start();
        ok(server.put("/api/v1/environments/default/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"a","variants":{"a":1,"b":2}}}}"""));
        acknowledge(1);
    }

    @AfterAll
    void stop() {
        server.close();
        hanging.countDown();
        service.stop(0);
        threads.close();
    }

    @Test
    void passesDrillWhenAllKeysAreWrittenReadAndUndone() {
        requests.clear();
        replies.add(new Reply(200, COMPLETE));
        Drill drill = runDrill("/rehearsal");

        assertThat(requests)
                .containsExactly(
                        Json.of("{'flag':'core','variant':'b','keys':['S-1','S-2'],'drill':'%s'}", drill.id()));
        assertThat(drill.failureReason()).isNull();
        assertThat(Objects.requireNonNull(drill.result()).isSuccessful()).isTrue();
        assertThat(Objects.requireNonNull(drill.rehearsal()).result())
                .isEqualTo(
                        new CandidateRehearsalResult(new CandidateRehearsalResult.WriteReadUndoCounts(2, 2, 2), null));
        assertThat(List.of(
                        Objects.requireNonNull(drill.timestamps().activeAt()),
                        Objects.requireNonNull(drill.rehearsal().requestedAt()),
                        Objects.requireNonNull(drill.rehearsal().respondedAt()),
                        Objects.requireNonNull(drill.timestamps().decidedAt())))
                .isSorted();
        assertThat(server.get(FLAG + "/gates").body())
                .contains("; synthetic keys written by the candidate, read by control, and undone: 2");
        assertThat(server.get(FLAG + "/drills").body()).contains(Json.of("'rehearsalMillis':"), Json.of("'written':2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | no connection                                                | its writes are unknown: HTTP 500: no connection
            302 | over there                                                   | its writes are unknown: HTTP 302: over there
            200 | done!                                                        | the response lacks the counts written, readByControl and undone: done!
            200 | {"written":2}                                                | the response lacks the counts written, readByControl and undone: {"written":2}
            200 | {"written":2,"readByControl":-1,"undone":2}                  | the response lacks the counts written, readByControl and undone
            200 | {"written":2,"readByControl":1,"undone":2}                   | of 2 synthetic keys, the candidate wrote 2, control read 1, and 2 were undone
            200 | {"written":2,"readByControl":2,"undone":1,"problem":"locked"} | 1 were undone: locked
            200 | {"written":2,"readByControl":2,"undone":2,"problem":"late"}  | 2 were undone: late
            200 | {"written":3,"readByControl":3,"undone":3}                   | wrote 3, control read 3, and 3 were undone
            """)
    void failsDrillOnInvalidOrIncompleteRehearsalResponse(int status, String body, String words) {
        requests.clear();
        replies.add(new Reply(status, body));
        Drill drill = runDrill("/rehearsal");

        assertThat(requests).hasSize(1).doesNotContain("redirected");
        assertThat(drill.failureReason()).startsWith("the rehearsal failed").contains(words);
        assertThat(Objects.requireNonNull(drill.result()).isSuccessful()).isFalse();
        assertThat(server.get(FLAG + "/gates").body()).contains("the last drill failed: the rehearsal failed");
    }

    @Test
    void failsDrillWhenRehearsalResponseIsTooLong() {
        replies.add(new Reply(200, COMPLETE + " ".repeat(100_000)));
        assertThat(runDrill("/rehearsal").failureReason())
                .startsWith("the rehearsal failed")
                .contains("the response is longer than 10000 bytes");
    }

    @Test
    void failsDrillWhenRehearsalEndpointIsUnreachable() {
        assertThat(runDrill(URI.create("http://127.0.0.1:1/rehearsal")).failureReason())
                .startsWith("the rehearsal failed, and its writes are unknown: no response: ");
    }

    @Test
    void failsDrillOnRehearsalTimeoutDespiteLateResponse() {
        String id = startDrill(address("/hanging"));
        Instant requestedAt = Objects.requireNonNull(
                Objects.requireNonNull(drill().rehearsal()).requestedAt());
        advance(id, requestedAt.plusSeconds(34));
        assertThat(drill().timestamps().decidedAt()).as("still waited for").isNull();
        await().until(() -> {
            advance(id, requestedAt.plusSeconds(35));
            return drill().timestamps().decidedAt() != null;
        });
        assertThat(server.bean(FlagService.class).getSnapshot("default").splits())
                .isEmpty();
        assertThat(drill().failureReason())
                .isEqualTo("the rehearsal returned no result within 35 s, so its writes are unknown");

        server.bean(DrillRunner.class)
                .completeRehearsal(
                        id,
                        new CandidateRehearsalResult(new CandidateRehearsalResult.WriteReadUndoCounts(2, 2, 2), null),
                        requestedAt.plusSeconds(36));
        Drill drill = awaitEnd(id);
        assertThat(Objects.requireNonNull(drill.rehearsal()).result()).isNotNull();
        assertThat(drill.failureReason()).startsWith("the rehearsal returned no result within 35 s");
        assertThat(Objects.requireNonNull(drill.result()).isSuccessful()).isFalse();
    }

    @Test
    void timesOutRehearsalRequest() {
        var client = new CandidateRehearsalClient(server.bean(OutboundHttpClient.class), Duration.ofSeconds(1));
        var run = new CandidateRehearsalRun(address("/hanging"), "b", List.of("S-1"), null, null, null);
        assertThat(client.runRehearsal("drill-1", "core", run))
                .isEqualTo(CandidateRehearsalResult.unknown("no response within 1 s"));
    }

    @Test
    void reportsAllSyntheticKeyAndRehearsalErrorsAtOnce() {
        HttpResponse<String> refused = server.put(
                FLAG + "/rollback-plan",
                PLAN.formatted("http://user:secret@payments.example/").replace("\"S-1\",\"S-2\"", "\"S\",\" \",\"S\""));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("\"/syntheticKeys\"", "\"/syntheticKeys/1\"", "\"/rehearsal\"")
                .doesNotContain("secret");
        assertThat(server.put(
                                FLAG + "/rollback-plan",
                                PLAN.formatted(address("/rehearsal")).replace("\"S-1\",\"S-2\"", ""))
                        .body())
                .contains("is missing: a rehearsal needs synthetic keys");
    }

    private Drill runDrill(String path) {
        return runDrill(address(path));
    }

    private Drill runDrill(URI address) {
        return awaitEnd(startDrill(address));
    }

    /* Returns once the server has sent the rehearsal request. */
    private String startDrill(URI address) {
        ok(server.put(FLAG + "/rollback-plan", PLAN.formatted(address)));
        acknowledge(server.bean(FlagService.class).getSnapshot("default").revision());
        HttpResponse<String> begun = server.post(FLAG + "/drills", "{}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        String id = TestServer.json(begun).get("id").stringValue();
        acknowledge(drill().timestamps().revision());
        report(id, drill().timestamps().revision());
        awaitDrill(drill -> Objects.requireNonNull(drill.rehearsal()).requestedAt() != null);
        return id;
    }

    private Drill awaitEnd(String id) {
        awaitDrill(drill -> drill.timestamps().rollbackRevision() != null);
        assertThat(server.bean(FlagService.class).getSnapshot("default").splits())
                .isEmpty();
        acknowledge(Objects.requireNonNull(drill().timestamps().rollbackRevision()));
        awaitDrill(drill -> drill.timestamps().rolledBackAt() != null);
        /* The process does not report that it has flushed. */
        Instant quiet =
                Objects.requireNonNull(drill().timestamps().rolledBackAt()).plusSeconds(16);
        await().until(() -> {
            advance(id, quiet);
            return drill().timestamps().endedAt() != null;
        });
        return drill();
    }

    /* Runs the server's job, which sends rehearsal requests. */
    private void awaitDrill(Predicate<Drill> condition) {
        await().until(() -> {
            server.job("rollback drills").runSoon();
            return condition.test(drill());
        });
    }

    private void advance(String id, Instant now) {
        assertThat(server.bean(DrillRunner.class).advance(id, now)).isEmpty();
    }

    private Drill drill() {
        return server.bean(DrillRepository.class)
                .listNewest("default", "core", 1)
                .getFirst();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort() + path);
    }

    private void acknowledge(long revision) {
        String body = Json.of("{'instance':'one','revision':%s}", revision);
        postAsSdk("/sdk/v1/acks", body.getBytes(UTF_8), 204);
    }

    private void report(String drill, long revision) {
        var summary = OutcomeSummaryFixtures.oneCall("core", "a", new SplitKey(drill, revision, SplitSide.CONTROL));
        var batch = new OutcomeBatch("one", ++sequence, Instant.parse("2026-01-01T00:00:00Z"), 0, List.of(summary));
        postAsSdk("/sdk/v1/outcomes", WireCodec.encode(batch), 200);
    }

    private void postAsSdk(String path, byte[] body, int status) {
        HttpResponse<String> answer = server.send(
                server.asSdk(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
