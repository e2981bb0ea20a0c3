// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.message.Transfer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/// The transfers of an order as six arrays, one per column, for `unnest`.
final class Lines {
    private Lines() {}

    /// Sets six parameters from the given index on: end-to-end id, occurrence, debtor, creditor, currency, amount.
    static void bind(PreparedStatement statement, int first, List<Transfer> transfers) throws SQLException {
        statement.setArray(first, texts(statement, transfers, Transfer::endToEndId));
        statement.setArray(first + 1, numbers(statement, "int4", transfers, Transfer::occurrence));
        statement.setArray(first + 2, texts(statement, transfers, Transfer::debtorAccount));
        statement.setArray(first + 3, texts(statement, transfers, Transfer::creditorAccount));
        statement.setArray(
                first + 4,
                texts(statement, transfers, transfer -> transfer.amount().currency()));
        statement.setArray(
                first + 5,
                numbers(
                        statement,
                        "int8",
                        transfers,
                        transfer -> transfer.amount().minorUnits()));
    }

    private static java.sql.Array texts(
            PreparedStatement statement, List<Transfer> transfers, Function<Transfer, String> column)
            throws SQLException {
        Object[] values = transfers.stream().map(column).toArray(String[]::new);
        return statement.getConnection().createArrayOf("text", values);
    }

    private static java.sql.Array numbers(
            PreparedStatement statement, String type, List<Transfer> transfers, Function<Transfer, Number> column)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf(type, transfers.stream().map(column).toArray());
    }
}
