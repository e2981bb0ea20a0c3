// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.benchmarks.faultinjection.Fault;
import dev.evenkeel.net.NetworkProxy;
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
    String jdbcUrlVia(NetworkProxy proxy) {
        return cluster.jdbcUrl().replaceFirst(":" + cluster.port() + "/", ":" + proxy.port() + "/");
    }

    /// Returns its data folder.
    Path folder() {
        return folder;
    }

    /// Returns a fault that stops it, and restarts it on the same port.
    Fault stop() {
        return new Fault(() -> cluster.close(), () -> cluster = EmbeddedPostgres.start(folder));
    }

    /// Returns the number and a digest of its bookings: equal if and only if both ledgers have the same
    /// content.
    String bookedTotals() throws IOException {
        try (Connection connection = DriverManager.getConnection(cluster.jdbcUrl());
                ResultSet rows = connection.createStatement().executeQuery(BOOKED)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IOException("the ledger in " + folder + " does not respond: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
