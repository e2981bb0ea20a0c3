// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The connection settings of one cluster. Its string form hides the password.
record ClusterConnector(int port, String password) {
    static final String USER = "evenkeel";
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port, database, USER, password);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database) + "&loginTimeout=5&connectTimeout=5&socketTimeout=30");
    }

    boolean isReachable() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Checks that commits survive a power failure: three settings must be on.
    ///
    /// @throws EmbeddedPostgresException when one of them is off
    void requireDurability() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                String value = queryString(statement, "SHOW " + setting);
                if (!"on".equals(value)) {
                    throw new EmbeddedPostgresException("PostgreSQL runs with " + setting + " = " + value
                            + ", which can lose data. Remove this setting from postgresql.auto.conf.");
                }
            }
        }
    }

    void createDatabaseIfAbsent(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            String found = queryString(statement, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'");
            if (found.equals("0")) {
                statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
            }
        }
    }

    /// Creates a database as a copy of a template.
    void createDatabase(String name, String template) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true) + " TEMPLATE "
                    + statement.enquoteIdentifier(template, true));
        }
    }

    /// Returns the name of the database in a JDBC URL of this cluster; the inverse of [#jdbcUrl].
    String parseDatabaseName(String jdbcUrl) {
        return jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1, jdbcUrl.indexOf('?'));
    }

    private static String queryString(Statement statement, String sql) throws SQLException {
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
