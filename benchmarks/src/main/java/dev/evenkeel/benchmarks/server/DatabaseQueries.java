// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Statements on the servers' database, independent of the servers; each opens its own connection. Thread-safe.
///
/// @param url its JDBC URL
public record DatabaseQueries(String url) {
    /// Mapper of one row of a result.
    @FunctionalInterface
    public interface RowMapper<T> {
        T mapRow(ResultSet row) throws SQLException;
    }

    /// Returns all rows of a query.
    ///
    /// @throws IOException when the database does not respond, or rejects the query
    public <T> List<T> query(String query, RowMapper<T> row, Object... parameters) throws IOException {
        List<T> answer = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    answer.add(row.mapRow(rows));
                }
            }
            return answer;
        } catch (SQLException e) {
            throw new IOException("the servers' database does not respond: " + e.getMessage(), e);
        }
    }

    /// Executes one or several statements that return nothing.
    ///
    /// @throws IOException as for [#query]
    public void execute(String statements) throws IOException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IOException("the servers' database does not respond: " + e.getMessage(), e);
        }
    }
}
