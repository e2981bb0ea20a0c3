// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.audit.ChainFault;
import dev.evenkeel.engine.audit.ChainState;
import dev.evenkeel.server.TestServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class AuditLedgerIT {
    private TestServer server;
    private AuditLedger ledger;
    private TransactionTemplate transaction;
    private JdbcClient jdbc;
    private long entriesBefore;

    @BeforeEach
    void start() {
        server = TestServer.start();
        ledger = server.bean(AuditLedger.class);
        transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        jdbc = server.bean(JdbcClient.class);
        entriesBefore = TestServer.json(server.get("/api/v1/audit/check"))
                .get("entries")
                .asLong();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void chainsEntriesOfManyWritersWithoutGaps() throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> work = IntStream.range(0, 40)
                    .<Callable<Long>>mapToObj(i -> () -> append("subject-" + i % 3))
                    .toList();
            for (Future<Long> written : writers.invokeAll(work)) {
                assertThat(written.get()).isPositive();
            }
        }
        assertThat(ledger.verify())
                .isInstanceOfSatisfying(
                        ChainState.Intact.class,
                        intact -> assertThat(intact.entries()).isEqualTo(entriesBefore + 40));
        assertThat(ledger.newestOf("subject-1", 100)).hasSize(13);
        assertThat(TestServer.json(server.get("/api/v1/audit?limit=5")).get("entries"))
                .hasSize(5);
    }

    @Test
    void forgetsAnEntryWhoseTransactionRollsBack() {
        transaction.executeWithoutResult(status -> {
            ledger.append(event("gone"));
            status.setRollbackOnly();
        });
        append("stays");
        assertThat(ledger.newestOf("gone", 10)).isEmpty();
        assertThat(ledger.verify()).isInstanceOf(ChainState.Intact.class);
    }

    @Test
    void refusesToWriteOutsideOfATransaction() {
        assertThatThrownBy(() -> ledger.append(event("alone"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void refusesUpdateAndDeleteAndFindsWhatWasTamperedWith() {
        append("first");
        long second = append("second");
        append("third");
        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE audit_entry SET actor = 'nobody'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM audit_entry").update()).hasMessageContaining("append-only");

        jdbc.sql("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
                .update();
        jdbc.sql("UPDATE audit_entry SET reason = 'another' WHERE number = ?")
                .param(second)
                .update();
        assertThat(ledger.verify())
                .isEqualTo(new ChainState.Broken(second, ChainFault.CHANGED, "was changed after it was written"));
        jdbc.sql("DELETE FROM audit_entry WHERE number = ?").param(second).update();
        assertThat(ledger.verify())
                .isEqualTo(new ChainState.Broken(
                        second, ChainFault.MISSING, "is missing: entry " + (second + 1) + " stands in its place"));
        jdbc.sql("DELETE FROM audit_entry WHERE number >= ?").param(second).update();
        assertThat(ledger.verify())
                .isEqualTo(new ChainState.Broken(
                        second, ChainFault.CUT_OFF, "and what follows are cut off: the end is " + (second + 1)));
    }

    private long append(String subject) {
        Long number =
                transaction.execute(status -> ledger.append(event(subject)).number());
        assertThat(number).isNotNull();
        return number;
    }

    private static AuditEvent event(String subject) {
        return new AuditEvent("admin", "thing.changed", subject, "because", null, "{\"a\":1}");
    }
}
