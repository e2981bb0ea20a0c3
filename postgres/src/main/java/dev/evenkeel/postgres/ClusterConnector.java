// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// How to reach the databases of one cluster. Its text hides the password.
record ClusterConnector(int port, String password) {
    static final String USER = "evenkeel";
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    String of(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port, database, USER, password);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(of(database) + "&loginTimeout=5&connectTimeout=5&socketTimeout=30");
    }

    boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Fails unless commits survive a power cut: three settings must be on.
    void requireDurability() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                String value = single(statement, "SHOW " + setting);
                if (!"on".equals(value)) {
                    throw new EmbeddedPostgresException("PostgreSQL runs with " + setting + " = " + value
                            + "; it must be on. Remove the setting from postgresql.auto.conf.");
                }
            }
        }
    }

    void createDatabaseIfAbsent(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            String found = single(statement, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'");
            if (found.equals("0")) {
                statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
            }
        }
    }

    /// Creates a database that holds what its template holds.
    void createDatabase(String name, String template) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true) + " TEMPLATE "
                    + statement.enquoteIdentifier(template, true));
        }
    }

    /// The database of an address of this cluster: the other way round from [#of].
    String database(String jdbcUrl) {
        return jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1, jdbcUrl.indexOf('?'));
    }

    private static String single(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public String toString() {
        return "127.0.0.1:" + port;
    }
}
