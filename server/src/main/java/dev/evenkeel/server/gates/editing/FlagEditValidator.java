// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.api.ValidationWarning;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.flags.definition.FlagSetState;
import dev.evenkeel.server.flags.definition.FlagSetUpdate;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The validator of flag edits: runs the same checks as the edits, without applying them. Thread-safe.
@Component
public class FlagEditValidator {
    private static final String NOTHING = "{}";
    private static final String REMEDY = "Enter the flag as one JSON object.";

    private final FlagService flags;
    private final FlagEditService edits;
    private final FlagHistoryQueries history;

    FlagEditValidator(FlagService flags, FlagEditService edits, FlagHistoryQueries history) {
        this.flags = flags;
        this.edits = edits;
        this.history = history;
    }

    /// Validates a new text of a flag against the current definition.
    ///
    /// @param from revision on which the author's edit is based
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment, flag or revision
    ///     does not exist
    public FlagEditValidationResult validate(String environment, String key, String text, long from) {
        FlagSetState now = flags.getState(environment);
        String stored = FlagEdit.requireFlag(environment, key, now.definition().text());
        FlagSetRevision overtakenBy = findConflictingRevision(environment, key, stored, from);
        String fault = findFault(text);
        if (fault != null) {
            var problem = new ValidationError("", fault, REMEDY);
            return new FlagEditValidationResult(
                    now.revision(), stored, null, Verdict.REFUSED, List.of(problem), List.of(), "", overtakenBy);
        }
        var same = new FlagEditValidationResult(
                now.revision(), stored, text, Verdict.SAME, List.of(), List.of(), "", overtakenBy);
        return preview(now, key, FlagEdit.setFlag(key, "flag.set", text.strip()), same);
    }

    /// Validates the text of a new flag against the current definition. Saving it under the returned revision
    /// cannot overwrite another flag.
    ///
    /// @param text JSON
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    public FlagEditValidationResult validateNew(String environment, String key, String text) {
        FlagSetState now = flags.getState(environment);
        var same = new FlagEditValidationResult(
                now.revision(), NOTHING, text, Verdict.SAME, List.of(), List.of(), "", null);
        if (now.definition().hasFlag(key)) {
            var taken = new ValidationError(
                    "", "Flag " + key + " already exists.", "Choose another key, or edit the flag.");
            return with(same, Verdict.REFUSED, List.of(taken), "");
        }
        return preview(now, key, FlagEdit.setFlag(key, "flag.set", text.strip()), same);
    }

    /// Validates whether a flag can be deleted now.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment or flag does not
    ///     exist
    public FlagEditValidationResult validateDeletion(String environment, String key) {
        FlagSetState now = flags.getState(environment);
        String stored = FlagEdit.requireFlag(environment, key, now.definition().text());
        var same = new FlagEditValidationResult(
                now.revision(), stored, null, Verdict.SAME, List.of(), List.of(), "", null);
        RunningSplit split = now.splits().get(key);
        if (split != null) {
            var runs = new ValidationError("", split.title() + " runs on this flag", "End it first.");
            return with(same, Verdict.REFUSED, List.of(runs), "");
        }
        return preview(now, key, FlagEdit.removeFlag(key, "flag.deleted"), same);
    }

    private FlagEditValidationResult preview(
            FlagSetState current, String key, FlagEdit edit, FlagEditValidationResult same) {
        FlagEditValidationResult found = same;
        try {
            FlagSetUpdate update =
                    flags.planUpdate(current, edit.applyTo(current.definition().text()), null);
            found = withWarnings(same, key, update.result().warnings());
            if (!update.result().changed()) {
                return found;
            }
            edits.requireOpenGates(update);
            return with(found, Verdict.SAVE, List.of(), "");
        } catch (ProblemException e) {
            return withProblem(found, key, e.problem());
        }
    }

    private static FlagEditValidationResult withWarnings(
            FlagEditValidationResult check, String key, List<ValidationWarning> warnings) {
        List<ValidationError> own = warnings.stream()
                .filter(one -> isWithin(key, one.pointer()))
                .map(one -> within(key, new ValidationError(one.pointer(), one.message(), one.remedy())))
                .toList();
        return new FlagEditValidationResult(
                check.revision(),
                check.stored(),
                check.text(),
                check.verdict(),
                check.problems(),
                own,
                check.message(),
                check.conflictingRevision());
    }

    /// Returns the text of a member of the author's definition; empty if it does not exist.
    ///
    /// @param path names from the root to the member
    public Optional<String> findMember(EnvironmentSnapshot snapshot, String... path) {
        return Optional.ofNullable(new JsonTextEditor(snapshot.authored()).find(List.of(path)));
    }

    /// Returns whether a disabled flag can be enabled without an approval by another person.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment or flag does not
    ///     exist
    public boolean canRestoreWithoutApproval(String environment, String key) {
        FlagSetState current = flags.getState(environment);
        FlagEdit.requireFlag(environment, key, current.definition().text());
        try {
            edits.requireOpenGates(FlagSetUpdate.compare(
                    current, FlagEdit.enable(key).applyTo(current.definition().text())));
            return true;
        } catch (ProblemException e) {
            return !isConsentMissing(e.problem());
        }
    }

    private @Nullable FlagSetRevision findConflictingRevision(
            String environment, String key, String stored, long from) {
        String base = new JsonTextEditor(flags.getDefinitionAt(environment, from)).find(FlagEdit.pathOf(key));
        if (stored.equals(base)
                || (base != null
                        && FlagJsonMappers.EXACT.readTree(base).equals(FlagJsonMappers.EXACT.readTree(stored)))) {
            return null;
        }
        List<FlagDefinitionChange> changes = history.listNewest(environment, key);
        return changes.isEmpty()
                ? flags.listHistory(environment, Long.MAX_VALUE, 1).getFirst()
                : changes.getFirst().change();
    }

    /// Returns why a text cannot be a flag; null if it is a JSON object.
    private static @Nullable String findFault(String text) {
        try {
            return JsonTextParser.parse(FlagJsonMappers.STRICT, text).isObject()
                    ? null
                    : "The text is not a JSON object.";
        } catch (IllegalArgumentException e) {
            return "The text is " + e.getMessage() + ".";
        }
    }

    private static FlagEditValidationResult withProblem(FlagEditValidationResult check, String key, Problem problem) {
        if (isConsentMissing(problem)) {
            return with(check, Verdict.PROPOSE, List.of(), problem.detail().replace(" Nothing was changed.", ""));
        }
        List<ValidationError> faults = problem.problems().isEmpty()
                ? List.of(new ValidationError("", problem.detail(), problem.remedy()))
                : problem.problems().stream().map(one -> within(key, one)).toList();
        return with(check, Verdict.REFUSED, faults, "");
    }

    private static FlagEditValidationResult with(
            FlagEditValidationResult check, Verdict verdict, List<ValidationError> problems, String words) {
        return new FlagEditValidationResult(
                check.revision(),
                check.stored(),
                check.text(),
                verdict,
                problems,
                check.warnings(),
                words,
                check.conflictingRevision());
    }

    private static boolean isConsentMissing(Problem problem) {
        return Objects.equals(problem.code(), ProblemCode.APPROVAL_REQUIRED.text());
    }

    private static ValidationError within(String key, ValidationError fault) {
        int prefix = JsonPointerFormatter.append("/flags", key).length();
        return isWithin(key, fault.pointer())
                ? new ValidationError(fault.pointer().substring(prefix), fault.message(), fault.remedy())
                : fault;
    }

    private static boolean isWithin(String key, String pointer) {
        String flag = JsonPointerFormatter.append("/flags", key);
        return pointer.equals(flag) || pointer.startsWith(flag + "/");
    }
}
