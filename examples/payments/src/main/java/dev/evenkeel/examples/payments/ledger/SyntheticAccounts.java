// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Synthetic accounts for rollback rehearsals, without an owner. Transfers between two of them are never
/// handed over to clearing. Thread-safe.
public final class SyntheticAccounts {
    /// Prefix of their names.
    public static final String PREFIX = "SYNTHETIC-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "[A-Za-z0-9-]{1,24}");

    private final JdbcTemplate jdbc;

    public SyntheticAccounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether a text is the name of a synthetic account: the prefix and 1 to 24 letters, digits and dashes.
    public static boolean isName(@Nullable String text) {
        return text != null && NAME.matcher(text).matches();
    }

    /// Returns what the given messages booked on an account, in the smallest unit of their currency; negative
    /// for debits. Includes messages of any party, so that one booked again under another name shows.
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
