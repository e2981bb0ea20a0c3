// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.doctor.ClockSkew;
import dev.evenkeel.engine.doctor.DatabaseInfo;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A probe of a PostgreSQL database from this machine, as the role of the address.
final class DatabaseProbe {
    private static final Duration TOLERATED = Duration.ofMillis(500);

    private DatabaseProbe() {}

    /// @param url JDBC address
    static List<DiagnosticFinding> probe(String url) {
        var options = new Properties();
        options.put("connectTimeout", "5");
        options.put("loginTimeout", "5");
        options.put("socketTimeout", "10");
        options.put("ApplicationName", "evenkeel doctor");
        try (Connection connection = DriverManager.getConnection(url, options);
                Statement statement = connection.createStatement()) {
            List<DiagnosticFinding> findings =
                    new ArrayList<>(queryInfo(statement).diagnose());
            findings.add(probeClock(statement));
            return findings;
        } catch (SQLException e) {
            return List.of(DiagnosticFinding.fail(
                    "database",
                    String.valueOf(e.getMessage()),
                    "Check that PostgreSQL is running and accepts connections from this machine (pg_hba.conf,"
                            + " listen_addresses), and that role, password and database name are correct."));
        }
    }

    private static DatabaseInfo queryInfo(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(DatabaseInfo.QUERY)) {
            rows.next();
            return ServerApiClient.JSON.readValue(rows.getString(1), DatabaseInfo.class);
        }
    }

    /* Measures the second query, when driver and database are warmed up. */
    private static DiagnosticFinding probeClock(Statement statement) throws SQLException {
        Instant before = Instant.now();
        Instant there = queryInfo(statement).at();
        Duration half = Duration.between(before, Instant.now()).dividedBy(2);
        return new ClockSkew(Duration.between(there, before.plus(half)), half)
                .diagnose(
                        "clock here against the database",
                        TOLERATED,
                        "If the clocks differ by more than 0.5 s, the server uses the clock of the database.");
    }
}
