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

/// Objects that are created only from manifests and stored as declared, each as a row in the table of its kind.
/// A caller describes its table by a [KindStorageMapping], and validates objects first. Thread-safe.
///
/// Reads take one round trip. Changes are recorded in the audit log, run in the caller's transaction and fail
/// without one. Apply requests are serialized, so no other transaction changes the object meanwhile.
@Component
public class ManifestOnlyObjectRepository {
    private final JdbcClient jdbc;
    private final AuditLog auditLog;

    ManifestOnlyObjectRepository(JdbcClient jdbc, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.auditLog = auditLog;
    }

    /// Returns all objects of a kind.
    public <T> SortedMap<ManifestObjectName, T> listAll(KindStorageMapping<T> kind) {
        KindStorageMapping.TableLocation at = kind.location();
        int last = at.key().size();
        SortedMap<ManifestObjectName, T> all = new TreeMap<>();
        jdbc.sql("select " + keyColumns(at) + ", " + at.spec() + " from " + at.table())
                .query(row -> {
                    var name = new ManifestObjectName(last == 1 ? "" : row.getString(1), row.getString(last));
                    all.put(name, kind.parser().apply(row.getString(last + 1)));
                });
        return all;
    }

    /// Returns the spec of an object.
    public <T> Optional<T> findByName(KindStorageMapping<T> kind, ManifestObjectName name) {
        KindStorageMapping.TableLocation at = kind.location();
        return jdbc.sql("select " + at.spec() + " from " + at.table() + nameCondition(at))
                .params(keyValues(at, name))
                .query(String.class)
                .optional()
                .map(kind.parser());
    }

    /// Creates or replaces an object. Changes nothing if the stored one is equal.
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> void save(KindStorageMapping<T> kind, ManifestObjectName name, T spec, ManifestChangeContext context) {
        Optional<T> before = findByName(kind, name);
        if (before.filter(spec::equals).isPresent()) {
            return;
        }
        KindStorageMapping.TableLocation at = kind.location();
        String text = kind.serializer().apply(spec);
        jdbc.sql("insert into %1$s (%2$s, %3$s) values (%4$s, ?) on conflict (%2$s) do update set %3$s = excluded.%3$s"
                        .formatted(at.table(), keyColumns(at), at.spec(), placeholders(at)))
                .params(keyValues(at, name))
                .param(at.key().size() + 1, text, Types.OTHER)
                .update();
        audit(
                context,
                kind.actions().save(),
                name,
                before.map(kind.serializer()).orElse(null),
                text);
    }

    /// Deletes an object, if it exists.
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> void delete(KindStorageMapping<T> kind, ManifestObjectName name, ManifestChangeContext context) {
        findByName(kind, name).ifPresent(before -> {
            KindStorageMapping.TableLocation at = kind.location();
            jdbc.sql("delete from " + at.table() + nameCondition(at))
                    .params(keyValues(at, name))
                    .update();
            audit(context, kind.actions().delete(), name, kind.serializer().apply(before), null);
        });
    }

    private void audit(
            ManifestChangeContext context,
            String action,
            ManifestObjectName name,
            @Nullable String before,
            @Nullable String after) {
        auditLog.append(new AuditEvent(context.actor(), action, name.toString(), context.reason(), before, after));
    }

    private static List<String> keyValues(KindStorageMapping.TableLocation at, ManifestObjectName name) {
        return at.key().size() == 1 ? List.of(name.name()) : List.of(name.environment(), name.name());
    }

    private static String keyColumns(KindStorageMapping.TableLocation at) {
        return String.join(", ", at.key());
    }

    private static String placeholders(KindStorageMapping.TableLocation at) {
        return at.key().size() == 1 ? "?" : "?, ?";
    }

    private static String nameCondition(KindStorageMapping.TableLocation at) {
        return " where (" + keyColumns(at) + ") = (" + placeholders(at) + ")";
    }
}
