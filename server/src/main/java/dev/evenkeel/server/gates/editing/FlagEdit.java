// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSetUpdate;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An edit of the definition of an environment, parsed from a request.
///
/// @param path path from the root to the member that the audit entry shows; empty for the whole definition
/// @param action action in the audit log
/// @param subject subject in the audit log, within the environment; empty for the environment
/// @param change returns the text of the next definition for that of the current one
record FlagEdit(List<String> path, String action, String subject, UnaryOperator<String> change) {
    private static final String FLAGS = "flags";

    FlagEdit {
        path = List.copyOf(path);
    }

    /// Returns an edit that sets a member.
    ///
    /// @param value JSON
    static FlagEdit set(List<String> path, String action, String subject, String value) {
        return new FlagEdit(path, action, subject, definition -> new JsonTextEditor(definition).set(path, value));
    }

    /// Returns an edit that removes a member.
    static FlagEdit remove(List<String> path, String action, String subject) {
        return new FlagEdit(path, action, subject, definition -> new JsonTextEditor(definition).remove(path));
    }

    /// Returns an edit that creates or replaces a flag.
    ///
    /// @param value JSON
    static FlagEdit setFlag(String key, String action, String value) {
        return set(pathOf(key), action, key, value);
    }

    /// Returns an edit that deletes a flag.
    static FlagEdit removeFlag(String key, String action) {
        return remove(pathOf(key), action, key);
    }

    /// Returns an edit that disables a flag.
    static FlagEdit disable(String key) {
        return set(List.of(FLAGS, key, "state"), "flag.disabled", key, "\"DISABLED\"");
    }

    /// Returns an edit that enables a flag.
    static FlagEdit enable(String key) {
        return set(List.of(FLAGS, key, "state"), "flag.enabled", key, "\"ENABLED\"");
    }

    /// Returns an edit of several members, all or none.
    static FlagEdit merge(FlagSetPatch patch) {
        return new FlagEdit(List.of(FLAGS), "flags.merged", FLAGS, patch::applyTo);
    }

    /// Returns an edit that replaces the whole definition.
    static FlagEdit replace(String definition) {
        return new FlagEdit(List.of(), "flags.replaced", "", current -> definition);
    }

    /// Returns this edit, rejected with [NotFoundException] if the flag does not exist.
    FlagEdit ofExistingFlag(String environment, String key) {
        return new FlagEdit(path, action, subject, definition -> {
            requireFlag(environment, key, definition);
            return change.apply(definition);
        });
    }

    /// Returns the next definition for the current one, both as the author writes them.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException when it is not a valid definition
    ParsedFlagSet applyTo(String current) {
        return ParsedFlagSet.parse(change.apply(current));
    }

    static List<String> pathOf(String key) {
        return List.of(FLAGS, key);
    }

    /// Returns the text of a flag in a definition.
    ///
    /// @throws NotFoundException if the flag does not exist
    static String requireFlag(String environment, String key, String definition) {
        String flag = new JsonTextEditor(definition).find(pathOf(key));
        if (flag == null) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + key + "\".",
                    "To list the flags: ./evenkeel flag list --environment " + environment);
        }
        return flag;
    }

    /// Returns the entry of this edit for the audit log.
    AuditEvent toAuditEvent(EditContext context, FlagSetUpdate update) {
        String environment = update.current().environment();
        return new AuditEvent(
                context.name(),
                action,
                subject.isEmpty() ? environment : environment + "/" + subject,
                context.reason(),
                findMember(update.current().definition().text()),
                findMember(update.next().text()));
    }

    private @Nullable String findMember(String definition) {
        return path.isEmpty() ? definition : new JsonTextEditor(definition).find(path);
    }
}
