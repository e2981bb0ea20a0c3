// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// The service over HTTP, with the modern core.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsApplicationIT {
    private static final String ACTIVE = Json.of("{'active':true}");
    private static final String INACTIVE = Json.of("{'active':false}");
    private static final String REHEARSAL = """
            {"flag":"payment-core","variant":"modern","keys":["SYNTHETIC-1","SYNTHETIC-2"],"drill":"drill-00"}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;

    @BeforeAll
    void start() {
        List<String> arguments = List.of(
                "--port",
                "0",
                "--core",
                "modern",
                "--database-url",
                EmbeddedPostgres.startTemporary().createDatabase());
        service = PaymentsApplication.start(PaymentsOptions.parse(arguments, Path.of(".")));
    }

    @AfterAll
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void returnsSameResponseForAcceptedMessageAndReplay() throws Exception {
        byte[] message = aMessage("A-1").withByteOrderMark().bytes();

        HttpResponse<String> first = post("/payments", message);
        HttpResponse<String> replay = post("/payments", message);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-type")).contains("application/xml");
        assertThat(first.body()).contains("<OrgnlMsgId>A-1</OrgnlMsgId>", "<GrpSts>ACCP</GrpSts>");
        assertThat(replay.statusCode()).isEqualTo(200);
        assertThat(replay.body()).isEqualTo(first.body());
    }

    @Test
    void returns422ForRejectedMessages() throws Exception {
        HttpResponse<String> rejected =
                post("/payments", aMessage("R-1").controlSum("1").bytes());
        HttpResponse<String> statusReport = post("/payments", utf8("<Document><CstmrPmtStsRpt/></Document>"));

        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).contains("<OrgnlMsgId>R-1</OrgnlMsgId>", "RJCT", "AM10");
        assertThat(statusReport.statusCode()).isEqualTo(422);
        assertThat(statusReport.body()).contains("this is a status report (pain.002), send a pain.001");
    }

    @Test
    void returns409ForConflict() throws Exception {
        post("/payments", aMessage("C-1").transfers(1).bytes());
        assertThat(post("/payments", aMessage("C-1").transfers(2).bytes()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void returns400ForUnreadableMessage() throws Exception {
        assertThat(post("/payments", utf8("not XML")).statusCode()).isEqualTo(400);
        assertThat(post("/payments", new byte[0]).statusCode()).isEqualTo(400);
    }

    @Test
    void returns413ForOversizedMessage() throws Exception {
        HttpResponse<String> rejected = post("/payments", new byte[(1 << 20) + 1]);
        assertThat(rejected.statusCode()).isEqualTo(413);
        assertThat(rejected.body()).contains(Json.of("'code':'message-too-large'"), "1048576");
    }

    @Test
    void hidesInternalErrorDetails() throws Exception {
        JdbcTemplate jdbc = service.getBean(JdbcTemplate.class);
        jdbc.execute("ALTER TABLE posting ADD CONSTRAINT planted CHECK (account <> 'BROKEN')");

        HttpResponse<String> failed = post(
                "/payments",
                aMessage("F-1").debtor("<Othr><Id>BROKEN</Id></Othr>").bytes());

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(failed.body()).contains("technical-failure", "reference", "Send the same request again");
        assertThat(failed.body()).doesNotContain("planted", "BROKEN", "INSERT", "java", "Exception");
        assertThat(post("/payments", aMessage("F-1").bytes()).statusCode()).isEqualTo(200);
    }

    @Test
    void switchesFaultsByName() throws Exception {
        assertThat(get("/faults").body()).isEqualTo("""
                {"byte-order-mark":false,"slow-tail":false,"double-booking":false,"error-bursts":false,\
                "truncated-amounts":false}""");

        assertThat(put("/faults/byte-order-mark", ACTIVE).body()).contains(Json.of("'byte-order-mark':true"));
        assertThat(post("/payments", aMessage("B-1").withByteOrderMark().bytes())
                        .statusCode())
                .isEqualTo(400);
        assertThat(put("/faults/byte-order-mark", INACTIVE).body()).contains(Json.of("'byte-order-mark':false"));
    }

    @Test
    void rejectsUnknownFaultsAndInvalidStates() throws Exception {
        assertThat(put("/faults/gremlins", ACTIVE).statusCode()).isEqualTo(404);
        assertThat(put("/faults/gremlins", ACTIVE).body()).contains("byte-order-mark, slow-tail");
        assertThat(put("/faults/slow-tail", "{}").statusCode()).isEqualTo(400);
        assertThat(put("/faults/slow-tail", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void switchesWeaknesses() throws Exception {
        assertThat(get("/ops/weaknesses").body())
                .isEqualTo(Json.of("{'latin-only':false,'refused-repeats':false,'short-lock-wait':false}"));

        assertThat(put("/ops/weaknesses/latin-only", ACTIVE).body()).contains(Json.of("'latin-only':true"));
        assertThat(put("/ops/weaknesses/latin-only", INACTIVE).body()).contains(Json.of("'latin-only':false"));
        assertThat(put("/ops/weaknesses/gremlins", ACTIVE).statusCode()).isEqualTo(404);
        assertThat(put("/ops/weaknesses/latin-only", "{}").body()).contains("active-missing");
    }

    @Test
    void switchesClearing() throws Exception {
        assertThat(get("/ops/clearing").body()).contains(Json.of("'active':false"));
        assertThat(put("/ops/clearing", "{}").statusCode()).isEqualTo(400);
        assertThat(put("/ops/clearing", ACTIVE).body()).contains(Json.of("'active':true"));
        await().until(() -> !get("/ops/clearing").body().contains(Json.of("'cuts':0")));
        assertThat(put("/ops/clearing", INACTIVE).body()).contains(Json.of("'active':false"));
    }

    @Test
    void rehearsesRollbackForSyntheticAccounts() throws Exception {
        HttpResponse<String> rehearsed = postJson("/drills/rehearsal", REHEARSAL);
        assertThat(rehearsed.statusCode()).as(rehearsed.body()).isEqualTo(200);
        assertThat(rehearsed.body()).isEqualTo(Json.of("{'written':2,'readByControl':2,'undone':2,'problem':null}"));
        assertThat(get("/ledger/audit").body()).contains(Json.of("'balanced':true"));
    }

    @Test
    void rejectsInvalidRehearsalRequests() throws Exception {
        HttpResponse<String> rejected =
                postJson("/drills/rehearsal", Json.of("{'flag':'core','variant':'modern','drill':'<a>'}"));
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body())
                .contains("rehearsal-refused", "flag and variant must be", "drill must be", "keys must be 1 to 100");
        assertThat(postJson("/drills/rehearsal", REHEARSAL.replace("SYNTHETIC-2", "DE89370400440532013000"))
                        .body())
                .contains("Nothing was booked", "not a real account; got [DE89370400440532013000]");
        assertThat(postJson("/drills/rehearsal", REHEARSAL.replace("\"SYNTHETIC-2\"", "null"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(postJson("/drills/rehearsal", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void auditsLedgerAndAcceptedMessageIds() throws Exception {
        post("/payments", aMessage("L-1").bytes());

        assertThat(get("/ledger/audit").body()).contains(Json.of("'balanced':true"), Json.of("'violations':[]"));
        assertThat(post("/ledger/audit", utf8(Json.of("{'accepted':['L-1','L-2']}")))
                        .body())
                .contains(
                        Json.of("'checked':2"),
                        Json.of("'missingCount':1"),
                        Json.of("'missing':['L-2']"),
                        Json.of("'balanced':true"));
        HttpResponse<String> rejected = post("/ledger/audit", utf8("[]"));
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(rejected.body()).contains("unreadable-claims", "accepted");
    }

    @Test
    void returns200ForHealthCheck() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("content-type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> postJson(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("content-type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(PaymentsApplication.address(service) + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
