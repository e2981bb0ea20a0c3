// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.NewDefinition;
import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.Snapshot;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Edits of one part of an environment's definition. Each reads the definition, changes the part and replaces the
/// whole under the revision it read; when another change comes between, it does so again. Thread-safe.
@Component
class FlagEdits {
    private static final int ATTEMPTS = 20;

    private final Flags flags;

    FlagEdits(Flags flags) {
        this.flags = flags;
    }

    /// A change of one member of a definition.
    ///
    /// @param path to the member, from the root on
    /// @param action what the ledger calls it
    /// @param subject what of the environment it is about, for the ledger
    record Edit(List<String> path, String action, String subject) {
        Edit {
            path = List.copyOf(path);
        }

        /// An edit of a whole flag.
        static Edit ofFlag(String key, String action) {
            return new Edit(List.of("flags", key), action, key);
        }
    }

    /// The flag as its author wrote it.
    ///
    /// @throws NotFound when there is no such environment or flag
    String flag(String environment, String key) {
        return requireFlag(environment, key, flags.current(environment).authored());
    }

    /// Sets a member to a value.
    ///
    /// @param value JSON
    Replacement set(String environment, Edit edit, String value, Author author) {
        return apply(environment, edit, definition -> new JsonEdit(definition).set(edit.path(), value), author);
    }

    /// Takes a member away.
    Replacement remove(String environment, Edit edit, Author author) {
        return apply(environment, edit, definition -> new JsonEdit(definition).remove(edit.path()), author);
    }

    /// Changes a definition in the way given, which may be tried several times.
    Replacement apply(String environment, Edit edit, UnaryOperator<String> change, Author author) {
        for (int attempt = 1; attempt < ATTEMPTS && author.expectedRevision() == null; attempt++) {
            try {
                return tryOnce(environment, edit, change, author);
            } catch (Conflict e) {
                if (!e.problem().code().equals(ErrorCode.STALE_REVISION.text())) {
                    throw e;
                }
            }
        }
        return tryOnce(environment, edit, change, author);
    }

    private Replacement tryOnce(String environment, Edit edit, UnaryOperator<String> change, Author author) {
        Snapshot snapshot = flags.current(environment);
        String next = change.apply(snapshot.authored());
        Long expected = author.expectedRevision();
        return flags.edit(
                environment,
                NewDefinition.of(next),
                expected == null ? snapshot.revision() : expected,
                former -> event(environment, edit, author, former, next));
    }

    /// The flag's text in a definition.
    ///
    /// @throws NotFound when it is not there
    static String requireFlag(String environment, String key, String definition) {
        String flag = new JsonEdit(definition).find(List.of("flags", key));
        if (flag == null) {
            throw new NotFound(
                    ErrorCode.FLAG_NOT_FOUND,
                    "There is no flag " + key + " in environment " + environment + ".",
                    "GET /api/v1/environments/" + environment + "/flags shows all.");
        }
        return flag;
    }

    private static AuditEvent event(String environment, Edit edit, Author author, String former, String next) {
        return new AuditEvent(
                author.name(),
                edit.action(),
                environment + "/" + edit.subject(),
                author.reason(),
                part(former, edit),
                part(next, edit));
    }

    private static @Nullable String part(String definition, Edit edit) {
        return new JsonEdit(definition).find(edit.path());
    }
}
