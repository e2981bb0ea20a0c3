// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.benchmarks.faultinjection.NetworkProxy;
import dev.evenkeel.examples.demo.process.EmbeddedPostgresProcess;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/// One of the two ledgers' databases: a PostgreSQL of its own, which can be killed and stopped.
final class LedgerPostgres implements AutoCloseable {
    /* All that was booked, without the numbers of rows and without times: a message whose first answer was lost may
    have been received at two. */
    private static final String BOOKED = """
            SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(booked, E'\\n' ORDER BY booked)), '') FROM (
                SELECT concat_ws(' ', message_id, initiating_party, encode(content_sha256, 'hex'), transfers, state,
                                 end_to_end_id, occurrence, debtor_account, creditor_account, transfer.currency,
                                 transfer.amount_minor, side, account, posting.currency, posting.amount_minor)
                       COLLATE "C" AS booked
                FROM payments.message LEFT JOIN payments.transfer ON message.id = message
                LEFT JOIN payments.posting ON transfer.id = posting.transfer) AS rows""";

    private final Path folder;
    private EmbeddedPostgres cluster;

    LedgerPostgres(Path folder) {
        this.folder = folder;
        this.cluster = EmbeddedPostgres.start(folder);
    }

    int port() {
        return cluster.port();
    }

    /// Its address by way of a wire.
    String urlThrough(NetworkProxy wire) {
        return cluster.jdbcUrl().replaceFirst(":" + cluster.port() + "/", ":" + wire.port() + "/");
    }

    /// Ends its main process with SIGKILL; it comes back by itself, which takes about a second.
    void kill() throws IOException {
        EmbeddedPostgresProcess.of(folder).kill();
    }

    /// Stops it, for as long as one likes.
    void stop() {
        cluster.close();
    }

    /// Starts it again after it was stopped, at the same port.
    void startAgain() {
        cluster = EmbeddedPostgres.start(folder);
    }

    /// How many rows it has booked, and their sum: equal if and only if both ledgers hold the same.
    String booked() throws IOException {
        return ask(BOOKED);
    }

    /// How many messages it has accepted.
    long messages() throws IOException {
        return Long.parseLong(ask("SELECT count(*) FROM payments.message WHERE state = 'ACCEPTED'"));
    }

    private String ask(String query) throws IOException {
        try (Connection connection = DriverManager.getConnection(cluster.jdbcUrl());
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IOException("the ledger in " + folder + " does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
