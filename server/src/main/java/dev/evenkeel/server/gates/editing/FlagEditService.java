// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSetUpdateRequest;
import dev.evenkeel.server.flags.definition.FlagSetUpdateResult;
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

/// The service for edits of one part of an environment's definition. An edit reads the definition, changes the
/// part and replaces the definition under the revision it read; on a concurrent change it retries. Thread-safe.
@Component
class FlagEditService {
    private static final int ATTEMPTS = 20;

    private final FlagService flags;

    FlagEditService(FlagService flags) {
        this.flags = flags;
    }

    /// An edit of one member of a definition.
    ///
    /// @param path path to the member, from the root
    /// @param action action in the audit log
    /// @param subject subject in the audit log, within the environment
    record FlagSetEntryEdit(List<String> path, String action, String subject) {
        FlagSetEntryEdit {
            path = List.copyOf(path);
        }

        /// Returns an edit of a whole flag.
        static FlagSetEntryEdit ofFlag(String key, String action) {
            return new FlagSetEntryEdit(List.of("flags", key), action, key);
        }
    }

    /// Returns the flag as its author wrote it.
    ///
    /// @throws NotFoundException if the environment or flag does not exist
    String getFlag(String environment, String key) {
        return requireFlag(environment, key, flags.getSnapshot(environment).authored());
    }

    /// Sets a member.
    ///
    /// @param value JSON
    FlagSetUpdateResult set(String environment, FlagSetEntryEdit edit, String value, EditContext context) {
        return apply(environment, edit, definition -> new JsonTextEditor(definition).set(edit.path(), value), context);
    }

    /// Removes a member.
    FlagSetUpdateResult remove(String environment, FlagSetEntryEdit edit, EditContext context) {
        return apply(environment, edit, definition -> new JsonTextEditor(definition).remove(edit.path()), context);
    }

    /// Applies a function to a definition. The function may be called several times.
    FlagSetUpdateResult apply(
            String environment, FlagSetEntryEdit edit, UnaryOperator<String> change, EditContext context) {
        for (int attempt = 1; attempt < ATTEMPTS && context.expectedRevision() == null; attempt++) {
            try {
                return tryOnce(environment, edit, change, context);
            } catch (ConflictException e) {
                if (!e.problem().code().equals(ProblemCode.REVISION_CONFLICT.text())) {
                    throw e;
                }
            }
        }
        return tryOnce(environment, edit, change, context);
    }

    private FlagSetUpdateResult tryOnce(
            String environment, FlagSetEntryEdit edit, UnaryOperator<String> change, EditContext context) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        String next = change.apply(snapshot.authored());
        Long expected = context.expectedRevision();
        return flags.editDefinition(
                environment,
                FlagSetUpdateRequest.of(next),
                expected == null ? snapshot.revision() : expected,
                former -> auditEvent(environment, edit, context, former, next));
    }

    /// Returns the text of a flag in a definition.
    ///
    /// @throws NotFoundException if the flag does not exist
    static String requireFlag(String environment, String key, String definition) {
        String flag = new JsonTextEditor(definition).find(List.of("flags", key));
        if (flag == null) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + key + "\".",
                    "To list the flags: ./evenkeel flag list --environment " + environment);
        }
        return flag;
    }

    private static AuditEvent auditEvent(
            String environment, FlagSetEntryEdit edit, EditContext context, String former, String next) {
        return new AuditEvent(
                context.name(),
                edit.action(),
                environment + "/" + edit.subject(),
                context.reason(),
                findMember(former, edit),
                findMember(next, edit));
    }

    private static @Nullable String findMember(String definition, FlagSetEntryEdit edit) {
        return new JsonTextEditor(definition).find(edit.path());
    }
}
