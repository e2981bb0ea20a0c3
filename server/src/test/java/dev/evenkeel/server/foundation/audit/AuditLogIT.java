// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.audit.AuditChainExpectations;
import dev.evenkeel.engine.audit.AuditChainFaultKind;
import dev.evenkeel.engine.audit.AuditChainResult;
import dev.evenkeel.engine.audit.AuditChainVerifier;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.audit.AuditEntryCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

final class AuditLogIT {
    private static TestServer server;
    private static AuditLog auditLog;
    private static TransactionTemplate transaction;
    private long entriesBefore;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        auditLog = server.bean(AuditLog.class);
        transaction = server.bean(TransactionTemplate.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void count() {
        entriesBefore = TestServer.json(server.get("/api/v1/audit/verify"))
                .get("entries")
                .asLong();
    }

    @Test
    void chainsConcurrentEntriesWithoutGaps() throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> work = IntStream.range(0, 40)
                    .<Callable<Long>>mapToObj(i -> () -> append("subject-" + i % 3))
                    .toList();
            for (Future<Long> written : writers.invokeAll(work)) {
                assertThat(written.get()).isPositive();
            }
        }
        assertThat(auditLog.verify())
                .isInstanceOfSatisfying(
                        AuditChainResult.Intact.class,
                        intact -> assertThat(intact.entries()).isEqualTo(entriesBefore + 40));
        assertThat(auditLog.listNewestBySubject("subject-1", 100)).hasSize(13);
        assertThat(TestServer.json(server.get("/api/v1/audit?limit=5")).get("entries"))
                .hasSize(5);
    }

    @Test
    void discardsEntryWhenTransactionRollsBack() {
        transaction.executeWithoutResult(status -> {
            auditLog.append(event("gone"));
            status.setRollbackOnly();
        });
        append("stays");
        assertThat(auditLog.listNewestBySubject("gone", 10)).isEmpty();
        assertThat(auditLog.verify()).isInstanceOf(AuditChainResult.Intact.class);
    }

    @Test
    void rejectsAppendOutsideTransaction() {
        assertThatThrownBy(() -> auditLog.append(event("alone"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void rejectsUpdateAndDelete() {
        append("first");
        JdbcClient jdbc = server.bean(JdbcClient.class);
        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE audit_entry SET actor = 'nobody'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM audit_entry").update()).hasMessageContaining("append-only");
    }

    /* On a separate server, because its audit log stays damaged. */
    @Test
    void detectsModifiedMissingAndTruncatedEntries() {
        try (TestServer tampered = TestServer.start()) {
            AuditLog auditLog = tampered.bean(AuditLog.class);
            JdbcClient jdbc = tampered.bean(JdbcClient.class);
            append(tampered, "first");
            long second = append(tampered, "second");
            append(tampered, "third");
            jdbc.sql("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
                    .update();
            jdbc.sql("UPDATE audit_entry SET reason = 'another' WHERE number = ?")
                    .param(second)
                    .update();
            assertThat(auditLog.verify())
                    .isEqualTo(new AuditChainResult.Broken(
                            second, AuditChainFaultKind.MODIFIED, "was changed after it was written"));
            jdbc.sql("DELETE FROM audit_entry WHERE number = ?").param(second).update();
            assertThat(auditLog.verify())
                    .isEqualTo(new AuditChainResult.Broken(
                            second,
                            AuditChainFaultKind.MISSING,
                            "is missing: entry " + (second + 1) + " is in its place"));
            jdbc.sql("DELETE FROM audit_entry WHERE number >= ?").param(second).update();
            assertThat(auditLog.verify())
                    .isEqualTo(new AuditChainResult.Broken(
                            second,
                            AuditChainFaultKind.TRUNCATED,
                            "and all later entries are missing: the last entry should be " + (second + 1)));
        }
    }

    @Test
    void filtersEntriesBySubjectActorAndActionPrefix() {
        long first = append("a");
        transaction.executeWithoutResult(
                status -> auditLog.append(new AuditEvent("guard", "rollout.started", "b", "", null, "{}")));
        append("a");
        assertThat(numbers("?subject=a")).containsExactly(first + 2, first);
        assertThat(numbers("?actor=guard&action=rollout.")).containsExactly(first + 1);
        assertThat(numbers("?action=thing&before=" + (first + 2) + "&limit=1")).containsExactly(first);
        assertThat(numbers("?action=hing")).isEmpty();
        assertThat(numbers("?action=%25")).isEmpty();
    }

    @Test
    void filtersEntriesByTime() {
        long entry = append("timed");
        String at = auditLog.findByNumber(entry).orElseThrow().at().toString();
        assertThat(numbers("?subject=timed&since=" + at)).containsExactly(entry);
        assertThat(numbers("?subject=timed&until=" + at)).isEmpty();
        assertThat(numbers("?subject=timed&since=2020-01-01&until=2020-01-02T03:04"))
                .isEmpty();
        HttpResponse<String> refused = server.get("/api/v1/audit?since=yesterday");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Invalid since \\\"yesterday\\\".");
    }

    @Test
    void returnsEntryByNumber() {
        long entry = append("single");
        assertThat(TestServer.json(server.get("/api/v1/audit/" + entry))
                        .get("reason")
                        .asString())
                .isEqualTo("because");
    }

    @Test
    void returns404ForUnknownEntryNumber() {
        long last = append("last");
        HttpResponse<String> missing = server.get("/api/v1/audit/" + (last + 1));
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("audit-entry-not-found", "Its newest entry is " + last);
    }

    private List<Long> numbers(String query) {
        return TestServer.json(server.get("/api/v1/audit" + query))
                .get("entries")
                .valueStream()
                .map(entry -> entry.get("number").asLong())
                .toList();
    }

    @Test
    void exportsEveryEntryAcrossPages() {
        transaction.executeWithoutResult(
                status -> IntStream.range(0, 1_050).forEach(i -> auditLog.append(event("many"))));
        String large = Json.of("{'a':'%s'}", "x".repeat(2_000_000));
        transaction.executeWithoutResult(status -> IntStream.range(0, 3)
                .forEach(i -> auditLog.append(new AuditEvent("admin", "thing.changed", "large", "", large, large))));
        long last = entriesBefore + 1_053;
        HttpResponse<String> export = server.get("/api/v1/audit/export");
        assertThat(export.headers().firstValue("Evenkeel-Last-Entry")).hasValue(Long.toString(last));
        assertThat(export.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        List<AuditEntry> entries =
                export.body().lines().map(AuditEntryCodec::decode).toList();
        assertThat(entries).hasSize((int) last);
        assertThat(AuditChainVerifier.verify(entries.iterator(), AuditChainExpectations.ofWholeLedger(), checked -> {}))
                .isEqualTo(auditLog.verify())
                .isEqualTo(new AuditChainResult.Intact(last, entries.getLast().hash(), 0));
    }

    @Test
    void exportsRangeOfEntries() {
        for (int i = 0; i < 3; i++) {
            append("range");
        }
        long last = entriesBefore + 3;
        List<AuditEntry> part = server.get("/api/v1/audit/export?from=" + (last - 1) + "&until=" + last)
                .body()
                .lines()
                .map(AuditEntryCodec::decode)
                .toList();
        assertThat(part).extracting(AuditEntry::number).containsExactly(last - 1, last);
        assertThat(server.get("/api/v1/audit/export?from=" + (last + 1)).body()).isEmpty();
        assertThat(server.get("/api/v1/audit/export?from=3&until=2").statusCode())
                .isEqualTo(400);
    }

    @Test
    void reportsVerificationProgress() {
        long last = append("one");
        assertThat(server.get("/api/v1/audit/verify?progress").body().lines())
                .singleElement()
                .asString()
                .contains(Json.of("'intact':true"));
        List<Long> told = new ArrayList<>();
        auditLog.verify((checked, all) -> told.add(all - checked));
        assertThat(told).hasSize((int) last).endsWith(0L);
    }

    /* On a separate server, because its audit log stays damaged. */
    @Test
    void detectsDuplicateEntriesAndEntriesAfterHead() {
        try (TestServer tampered = TestServer.start()) {
            AuditLog auditLog = tampered.bean(AuditLog.class);
            JdbcClient jdbc = tampered.bean(JdbcClient.class);
            long last = append(tampered, "one");
            jdbc.sql("ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_pkey").update();
            jdbc.sql("INSERT INTO audit_entry SELECT * FROM audit_entry WHERE number = ?")
                    .param(last)
                    .update();
            assertThat(auditLog.verify())
                    .isEqualTo(new AuditChainResult.Broken(
                            last + 1, AuditChainFaultKind.HEAD_MISMATCH, "comes after the expected last entry"));
            append(tampered, "two");
            assertThat(auditLog.verify())
                    .isEqualTo(new AuditChainResult.Broken(
                            last + 1,
                            AuditChainFaultKind.OUT_OF_ORDER,
                            "is out of order: entry " + last + " is in its place"));
        }
    }

    private static long append(String subject) {
        return append(server, subject);
    }

    private static long append(TestServer server, String subject) {
        Long number = server.bean(TransactionTemplate.class)
                .execute(status ->
                        server.bean(AuditLog.class).append(event(subject)).number());
        assertThat(number).isNotNull();
        return number;
    }

    private static AuditEvent event(String subject) {
        return new AuditEvent("admin", "thing.changed", subject, "because", null, Json.of("{'a':1}"));
    }
}
