// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.message.CreditTransfer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/// The transfers of an order as six arrays, one per column, for `unnest`.
final class TransferArrayBinder {
    private TransferArrayBinder() {}

    /// Sets six parameters from the given index on: end-to-end id, occurrence, debtor, creditor, currency,
    /// amount.
    static void bind(PreparedStatement statement, int first, List<CreditTransfer> transfers) throws SQLException {
        statement.setArray(first, texts(statement, transfers, CreditTransfer::endToEndId));
        statement.setArray(first + 1, numbers(statement, "int4", transfers, CreditTransfer::occurrence));
        statement.setArray(first + 2, texts(statement, transfers, CreditTransfer::debtorAccount));
        statement.setArray(first + 3, texts(statement, transfers, CreditTransfer::creditorAccount));
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
            PreparedStatement statement, List<CreditTransfer> transfers, Function<CreditTransfer, String> column)
            throws SQLException {
        Object[] values = transfers.stream().map(column).toArray(String[]::new);
        return statement.getConnection().createArrayOf("text", values);
    }

    private static java.sql.Array numbers(
            PreparedStatement statement,
            String type,
            List<CreditTransfer> transfers,
            Function<CreditTransfer, Number> column)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf(type, transfers.stream().map(column).toArray());
    }
}
