// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Objects that nothing but files makes, kept as they were said, each in a row of the table of its kind.
/// Whoever keeps such objects says by a [StoredKind] what is their own, and checks them first. Thread-safe.
///
/// Reading takes one round trip. What changes an object is noted in the ledger. It runs in the caller's
/// transaction and fails when there is none; orders of files wait for each other, so nobody else changes the
/// object meanwhile.
@Component
public class StoredSpecRepository {
    private final JdbcClient jdbc;
    private final AuditLog ledger;

    StoredSpecRepository(JdbcClient jdbc, AuditLog ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /// All of a kind.
    public <T> SortedMap<ManifestObjectName, T> all(StoredKind<T> kind) {
        StoredKind.TableLocation at = kind.place();
        int last = at.key().size();
        SortedMap<ManifestObjectName, T> all = new TreeMap<>();
        jdbc.sql("select " + keys(at) + ", " + at.spec() + " from " + at.table())
                .query(row -> {
                    var name = new ManifestObjectName(last == 1 ? "" : row.getString(1), row.getString(last));
                    all.put(name, kind.read().apply(row.getString(last + 1)));
                });
        return all;
    }

    /// What one says.
    public <T> Optional<T> find(StoredKind<T> kind, ManifestObjectName name) {
        StoredKind.TableLocation at = kind.place();
        return jdbc.sql("select " + at.spec() + " from " + at.table() + isNamed(at))
                .params(key(at, name))
                .query(String.class)
                .optional()
                .map(kind.read());
    }

    /// Keeps one, in the place of one of the same name. One that says what is kept already changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> void put(StoredKind<T> kind, ManifestObjectName name, T spec, ManifestChangeContext order) {
        Optional<T> before = find(kind, name);
        if (before.filter(spec::equals).isPresent()) {
            return;
        }
        StoredKind.TableLocation at = kind.place();
        String text = kind.write().apply(spec);
        jdbc.sql("insert into %1$s (%2$s, %3$s) values (%4$s, ?) on conflict (%2$s) do update set %3$s = excluded.%3$s"
                        .formatted(at.table(), keys(at), at.spec(), marks(at)))
                .params(key(at, name))
                .param(at.key().size() + 1, text, Types.OTHER)
                .update();
        note(order, kind.actions().put(), name, before.map(kind.write()).orElse(null), text);
    }

    /// Keeps one no longer, if it is kept.
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> void delete(StoredKind<T> kind, ManifestObjectName name, ManifestChangeContext order) {
        find(kind, name).ifPresent(before -> {
            StoredKind.TableLocation at = kind.place();
            jdbc.sql("delete from " + at.table() + isNamed(at))
                    .params(key(at, name))
                    .update();
            note(order, kind.actions().delete(), name, kind.write().apply(before), null);
        });
    }

    private void note(
            ManifestChangeContext order,
            String action,
            ManifestObjectName name,
            @Nullable String before,
            @Nullable String after) {
        ledger.append(new AuditEvent(order.who(), action, name.toString(), order.reason(), before, after));
    }

    private static List<String> key(StoredKind.TableLocation at, ManifestObjectName name) {
        return at.key().size() == 1 ? List.of(name.name()) : List.of(name.environment(), name.name());
    }

    private static String keys(StoredKind.TableLocation at) {
        return String.join(", ", at.key());
    }

    private static String marks(StoredKind.TableLocation at) {
        return at.key().size() == 1 ? "?" : "?, ?";
    }

    private static String isNamed(StoredKind.TableLocation at) {
        return " where (" + keys(at) + ") = (" + marks(at) + ")";
    }
}
