// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Accounts that belong to nobody, with which a rollback is rehearsed. What is booked between two of them is
/// never handed over to clearing. Thread-safe.
public final class SyntheticAccounts {
    /// How their names begin.
    public static final String PREFIX = "SYNTHETIC-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "[A-Za-z0-9-]{1,24}");

    private final JdbcTemplate jdbc;

    public SyntheticAccounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether a text is the name of one: the prefix and 1 to 24 letters, digits and dashes.
    public static boolean isName(@Nullable String text) {
        return text != null && NAME.matcher(text).matches();
    }

    /// What some messages booked on an account, in the smallest unit of their currency; below zero for debits.
    /// Messages of any party count, so that one booked again under another's name shows.
    public long balance(String account, List<String> messageIds) {
        Long sum = jdbc.query(
                        """
                        SELECT coalesce(sum(posting.amount_minor), 0)
                        FROM message JOIN transfer ON transfer.message = message.id
                        JOIN posting ON posting.transfer = transfer.id
                        WHERE message_id = ANY(?) AND posting.account = ?""",
                        statement -> {
                            statement.setArray(
                                    1, statement.getConnection().createArrayOf("text", messageIds.toArray()));
                            statement.setString(2, account);
                        },
                        (row, index) -> row.getLong(1))
                .getFirst();
        return Objects.requireNonNull(sum);
    }
}
