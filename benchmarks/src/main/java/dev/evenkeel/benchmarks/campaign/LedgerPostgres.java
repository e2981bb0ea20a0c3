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

/// The database of one of the two ledgers: a separate PostgreSQL, which can be killed and stopped.
final class LedgerPostgres implements AutoCloseable {
    /* All bookings, without row numbers and times: a message whose first response was lost may have two
     * times of receipt. */
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

    /// Returns its JDBC URL through a proxy.
    String jdbcUrlVia(NetworkProxy wire) {
        return cluster.jdbcUrl().replaceFirst(":" + cluster.port() + "/", ":" + wire.port() + "/");
    }

    /// Kills its main process (SIGKILL); the supervisor restarts it within about a second.
    void kill() throws IOException {
        EmbeddedPostgresProcess.of(folder).kill();
    }

    /// Stops it until [#restart].
    void stop() {
        cluster.close();
    }

    /// Starts it again on the same port after a stop.
    void restart() {
        cluster = EmbeddedPostgres.start(folder);
    }

    /// Returns the number and a digest of its bookings: equal if and only if both ledgers have the same
    /// content.
    String bookedTotals() throws IOException {
        return queryString(BOOKED);
    }

    /// Returns the number of accepted messages.
    long messages() throws IOException {
        return Long.parseLong(queryString("SELECT count(*) FROM payments.message WHERE state = 'ACCEPTED'"));
    }

    private String queryString(String query) throws IOException {
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
