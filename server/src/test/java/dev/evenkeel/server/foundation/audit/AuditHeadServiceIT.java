// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.engine.audit.AuditChainExpectations;
import dev.evenkeel.engine.audit.AuditChainFaultKind;
import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.engine.audit.AuditChainResult;
import dev.evenkeel.engine.audit.AuditChainVerifier;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.audit.AuditEntryCodec;
import dev.evenkeel.files.audit.AuditSigningKey;
import dev.evenkeel.files.audit.AuditVerificationKey;
import dev.evenkeel.files.audit.SignedChainHead;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.WebhookReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Signed heads of the audit log are published outside the database and prove later changes to it.
final class AuditHeadServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private WebhookReceiver receiver;
    private Path file = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void start() throws IOException {
        receiver = WebhookReceiver.start();
        file = folder.resolve("heads.jsonl");
        key = folder.resolve("key.pem");
        Files.writeString(key, AuditSigningKey.generate().toPem());
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private List<String> options(String every) {
        return List.of(
                "--admin-token",
                TestServer.ADMIN_TOKEN,
                "--sdk-key",
                TestServer.SDK_KEY,
                "--audit-signing-key-file",
                key.toString(),
                "--audit-head-file",
                file.toString(),
                "--audit-head-url",
                receiver.url("/heads"),
                "--audit-head-interval",
                every,
                "--public-url",
                "https://keel.example");
    }

    @Test
    void publishesNewHeadsToFileAndWebhook() throws IOException {
        try (TestServer server = TestServer.start(options("PT1S").toArray(String[]::new))) {
            await().atMost(PATIENCE).until(() -> heads(server).size() == 1);
            long last = append(server, "grown");
            await().atMost(PATIENCE).until(() -> heads(server).getLast().number() == last);
            await().atMost(PATIENCE)
                    .until(() -> SignedChainHead.parse(
                                            receiver.at("/heads").getLast().body(), keys(server))
                                    .head()
                                    .number()
                            == last);
            assertThat(receiver.at("/heads").getLast().header("Content-Type")).isEqualTo("application/jose");
            assertThat(SignedChainHead.parse(receiver.at("/heads").getLast().body(), keys(server))
                            .issuer())
                    .isEqualTo("https://keel.example");

            JsonNode newest = TestServer.json(server.get("/api/v1/audit/heads/latest"));
            assertThat(newest.get("unpublishedEntries").asLong()).isZero();
            assertThat(newest.get("heads"))
                    .hasSize(2)
                    .allSatisfy(head -> assertThat(head.get("number").asLong()).isEqualTo(last));
            assertThat(server.get("/metrics").body())
                    .contains("evenkeel_audit_head_age_seconds{destination=\"" + receiver.url("/heads") + "\"}")
                    .contains("evenkeel_audit_unpublished_entries{destination=\"" + receiver.url("/heads") + "\"} 0.0");
            JsonNode fresh = TestServer.json(server.get("/api/v1/audit/head"));
            assertThat(SignedChainHead.parse(fresh.get("jws").asString(), keys(server))
                            .head())
                    .isEqualTo(heads(server).getLast());
        }
    }

    @Test
    void appendsHeadsAfterRestartDespiteTruncatedLastLine() throws IOException {
        String database;
        try (TestServer server = TestServer.start(options("PT1S").toArray(String[]::new))) {
            database = server.databaseUrl();
            await().atMost(PATIENCE).until(() -> heads(server).size() == 1);
        }
        List<String> before = Files.readAllLines(file);
        Files.writeString(file, Files.readString(file) + Json.of("{'jws':'half"));
        try (TestServer server = TestServer.startOnDatabase(database, options("PT1S"))) {
            await().atMost(PATIENCE).until(() -> Files.readAllLines(file).size() > before.size() + 1);
            assertThat(Files.readAllLines(file)).startsWith(before.toArray(String[]::new));
            assertThat(SignedChainHead.parse(Files.readAllLines(file).getLast(), keys(server))
                            .issuer())
                    .isEqualTo("https://keel.example");
        }
    }

    @Test
    void retriesFailingWebhookWithoutBlockingFile() {
        receiver.answer(
                message -> new WebhookReceiver.Response(302, "moved", Map.of("Location", receiver.url("/elsewhere"))));
        try (TestServer server = TestServer.start(options("PT1S").toArray(String[]::new))) {
            await().atMost(PATIENCE).until(() -> receiver.at("/heads").size() >= 2);
            long last = append(server, "goes on");
            assertThat(receiver.at("/elsewhere")).isEmpty();
            assertThat(server.get("/metrics").body())
                    .contains("evenkeel_audit_unpublished_entries{destination=\"" + receiver.url("/heads") + "\"} "
                            + last + ".0");
            await().atMost(PATIENCE).until(() -> heads(server).getLast().number() == last);
            SignedChainHead head = server.bean(AuditHeadService.class).sign(new AuditChainHead(last, ""));
            assertThatThrownBy(() -> new WebhookHeadDestination(URI.create(receiver.url("/heads"))).publish(head))
                    .isInstanceOf(IOException.class)
                    .hasMessage(receiver.url("/heads") + " responded with 302; the server does not follow redirects");
            receiver.answer(200, "ok");
            await().atMost(PATIENCE)
                    .until(() ->
                            server.bean(AuditHeadService.class).listPublished().size() == 2);
        }
    }

    @Test
    void publishesHeadOnceForServersSharingDatabase() throws Exception {
        try (TestServer one = TestServer.start(options("PT1H").toArray(String[]::new))) {
            await().atMost(PATIENCE).until(() -> receiver.at("/heads").size() == 1);
            try (TestServer other = TestServer.startOnDatabase(one.databaseUrl(), options("PT1H"))) {
                append(other, "more");
                other.bean(AuditHeadPublisher.class).publish();
                one.bean(AuditHeadPublisher.class).publish();
                assertThat(receiver.at("/heads")).hasSize(1);
                publish(other);
                one.bean(AuditHeadPublisher.class).publish();
                assertThat(receiver.at("/heads")).hasSize(2);
            }
        }
    }

    /// The owner of the database can disable triggers and recompute every hash.
    @Test
    void detectsRewrittenAuditLogByPublishedHeads() throws Exception {
        try (TestServer server = TestServer.start(options("PT1H").toArray(String[]::new))) {
            await().atMost(PATIENCE)
                    .until(() ->
                            server.bean(AuditHeadService.class).listPublished().size() == 2);
            long first = append(server, "zero");
            publish(server);
            append(server, "one");
            append(server, "two");
            publish(server);
            assertThat(heads(server))
                    .extracting(AuditChainHead::number)
                    .endsWith(first, first + 2)
                    .hasSize(3);
            assertThat(verifyExport(server, heads(server))).isInstanceOf(AuditChainResult.Intact.class);

            rewriteChainFrom(server, first + 1);
            assertThat(TestServer.json(server.get("/api/v1/audit/verify"))
                            .get("intact")
                            .asBoolean())
                    .isTrue();
            assertThat(verifyExport(server, List.of())).isInstanceOf(AuditChainResult.Intact.class);
            assertThat(verifyExport(server, heads(server)))
                    .isEqualTo(new AuditChainResult.Broken(
                            first + 2,
                            AuditChainFaultKind.HEAD_MISMATCH,
                            "has a different hash than its published head"));

            rewriteChainFrom(server, 1);
            assertThat(verifyExport(server, heads(server)))
                    .isInstanceOfSatisfying(
                            AuditChainResult.Broken.class,
                            broken -> assertThat(broken.number()).isLessThanOrEqualTo(first));
        }
    }

    /* Publishes as if the last attempt was an hour ago. */
    private static void publish(TestServer server) throws IOException, InterruptedException {
        server.bean(JdbcClient.class)
                .sql("update published_audit_head set attempted_at = attempted_at - interval '1 hour'")
                .update();
        server.bean(AuditHeadPublisher.class).publish();
    }

    private static AuditChainResult verifyExport(TestServer server, List<AuditChainHead> heads) {
        List<AuditEntry> entries = server.get("/api/v1/audit/export")
                .body()
                .lines()
                .map(AuditEntryCodec::decode)
                .toList();
        return AuditChainVerifier.verify(
                entries.iterator(), new AuditChainExpectations(1, OptionalLong.empty(), null, heads), checked -> {});
    }

    private static void rewriteChainFrom(TestServer server, long from) {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        AuditLog auditLog = server.bean(AuditLog.class);
        jdbc.sql("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
                .update();
        List<AuditEntry> entries = new ArrayList<>();
        auditLog.iterate(from, auditLog.lastEntryNumber()).forEachRemaining(entries::add);
        String hash = entries.getFirst().previousHash();
        for (AuditEntry entry : entries) {
            AuditEntry anew = new AuditEntry(
                            entry.number(),
                            entry.at(),
                            entry.actor(),
                            entry.action(),
                            entry.subject(),
                            entry.number() == from ? "never happened" : entry.reason(),
                            entry.before(),
                            entry.after(),
                            hash,
                            "")
                    .withHash();
            hash = anew.hash();
            jdbc.sql("UPDATE audit_entry SET reason = ?, previous_hash = ?, hash = ? WHERE number = ?")
                    .params(anew.reason(), anew.previousHash(), anew.hash(), anew.number())
                    .update();
        }
        jdbc.sql("UPDATE audit_head SET hash = ?").param(hash).update();
    }

    private List<AuditChainHead> heads(TestServer server) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> SignedChainHead.parse(line, keys(server)).head())
                .toList();
    }

    private static Map<String, AuditVerificationKey> keys(TestServer server) {
        JsonNode answer = TestServer.json(server.get("/api/v1/audit/key"));
        AuditVerificationKey key =
                AuditVerificationKey.parsePem(answer.get("pem").asString());
        assertThat(answer.at("/jwk/kid").asString()).isEqualTo(key.thumbprint());
        assertThat(answer.at("/jwk/x").asString()).isEqualTo(key.jwkX());
        return Map.of(key.thumbprint(), key);
    }

    private static long append(TestServer server, String subject) {
        AuditEntry entry = server.bean(TransactionTemplate.class)
                .execute(status -> server.bean(AuditLog.class)
                        .append(new AuditEvent("admin", "thing.changed", subject, "because", null, "{}")));
        assertThat(entry).isNotNull();
        return entry.number();
    }
}
