// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.DefinitionUpdate;
import dev.evenkeel.server.flags.definition.DefinitionUpdateResult;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Edits of one part of an environment's definition. Each reads the definition, changes the part and replaces
/// the whole under the revision it read; when another change comes between, it does so again. Thread-safe.
@Component
class FlagEditService {
    private static final int ATTEMPTS = 20;

    private final FlagService flags;

    FlagEditService(FlagService flags) {
        this.flags = flags;
    }

    /// A change of one member of a definition.
    ///
    /// @param path to the member, from the root on
    /// @param action what the ledger calls it
    /// @param subject what of the environment it is about, for the ledger
    record MemberEdit(List<String> path, String action, String subject) {
        MemberEdit {
            path = List.copyOf(path);
        }

        /// An edit of a whole flag.
        static MemberEdit ofFlag(String key, String action) {
            return new MemberEdit(List.of("flags", key), action, key);
        }
    }

    /// The flag as its author wrote it.
    ///
    /// @throws NotFoundException when there is no such environment or flag
    String flag(String environment, String key) {
        return requireFlag(environment, key, flags.current(environment).authored());
    }

    /// Sets a member to a value.
    ///
    /// @param value JSON
    DefinitionUpdateResult set(String environment, MemberEdit edit, String value, EditContext author) {
        return apply(environment, edit, definition -> new JsonTextEditor(definition).set(edit.path(), value), author);
    }

    /// Takes a member away.
    DefinitionUpdateResult remove(String environment, MemberEdit edit, EditContext author) {
        return apply(environment, edit, definition -> new JsonTextEditor(definition).remove(edit.path()), author);
    }

    /// Changes a definition in the way given, which may be tried several times.
    DefinitionUpdateResult apply(
            String environment, MemberEdit edit, UnaryOperator<String> change, EditContext author) {
        for (int attempt = 1; attempt < ATTEMPTS && author.expectedRevision() == null; attempt++) {
            try {
                return tryOnce(environment, edit, change, author);
            } catch (ConflictException e) {
                if (!e.problem().code().equals(ProblemCode.STALE_REVISION.text())) {
                    throw e;
                }
            }
        }
        return tryOnce(environment, edit, change, author);
    }

    private DefinitionUpdateResult tryOnce(
            String environment, MemberEdit edit, UnaryOperator<String> change, EditContext author) {
        EnvironmentSnapshot snapshot = flags.current(environment);
        String next = change.apply(snapshot.authored());
        Long expected = author.expectedRevision();
        return flags.edit(
                environment,
                DefinitionUpdate.of(next),
                expected == null ? snapshot.revision() : expected,
                former -> event(environment, edit, author, former, next));
    }

    /// The flag's text in a definition.
    ///
    /// @throws NotFoundException when it is not there
    static String requireFlag(String environment, String key, String definition) {
        String flag = new JsonTextEditor(definition).find(List.of("flags", key));
        if (flag == null) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "There is no flag " + key + " in environment " + environment + ".",
                    "GET /api/v1/environments/" + environment + "/flags shows all.");
        }
        return flag;
    }

    private static AuditEvent event(
            String environment, MemberEdit edit, EditContext author, String former, String next) {
        return new AuditEvent(
                author.name(),
                edit.action(),
                environment + "/" + edit.subject(),
                author.reason(),
                part(former, edit),
                part(next, edit));
    }

    private static @Nullable String part(String definition, MemberEdit edit) {
        return new JsonTextEditor(definition).find(edit.path());
    }
}
