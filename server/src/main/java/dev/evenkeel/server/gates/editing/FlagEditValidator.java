// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.core.flag.DefinitionProblem;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.DefinitionUpdateResult;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagVersionQueries;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Checks edits of a flag as the edits themselves would be checked, and changes nothing. Thread-safe.
@Component
public class FlagEditValidator {
    private static final String NOTHING = "{}";
    private static final String REMEDY = "Write the flag as one JSON object.";

    private final FlagService flags;
    private final FlagVersionQueries book;
    private final FlagHistoryQueries history;

    FlagEditValidator(FlagService flags, FlagVersionQueries book, FlagHistoryQueries history) {
        this.flags = flags;
        this.book = book;
        this.history = history;
    }

    /// Holds a new text of a flag against what is in force.
    ///
    /// @param from the revision that its author began from
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment,
    ///     flag or revision
    public FlagEditValidationResult check(String environment, String key, String text, long from) {
        EnvironmentSnapshot now = flags.current(environment);
        String stored = FlagEditService.requireFlag(environment, key, now.authored());
        DefinitionRevision overtakenBy = overtakenBy(environment, key, stored, from);
        String fault = fault(text);
        if (fault != null) {
            var problem = new Problem.FieldError("", fault, REMEDY);
            return new FlagEditValidationResult(
                    now.revision(), stored, null, Verdict.REFUSED, List.of(problem), List.of(), "", overtakenBy);
        }
        var same = new FlagEditValidationResult(
                now.revision(), stored, text, Verdict.SAME, List.of(), List.of(), "", overtakenBy);
        return held(environment, key, new JsonTextEditor(now.authored()).set(path(key), text.strip()), same);
    }

    /// Holds the text of a flag that is to be made against what is in force. Whoever saves it under the
    /// revision that is named overwrites nobody's.
    ///
    /// @param text JSON
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    public FlagEditValidationResult checkNew(String environment, String key, String text) {
        EnvironmentSnapshot now = flags.current(environment);
        var same = new FlagEditValidationResult(
                now.revision(), NOTHING, text, Verdict.SAME, List.of(), List.of(), "", null);
        if (find(now, "flags", key).isPresent()) {
            var taken =
                    new Problem.FieldError("", "There is a flag " + key + " already.", "Take another key, or edit it.");
            return with(same, Verdict.REFUSED, List.of(taken), "");
        }
        return held(environment, key, new JsonTextEditor(now.authored()).set(path(key), text.strip()), same);
    }

    /// Whether a flag could be deleted now.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment or
    ///     flag
    public FlagEditValidationResult checkDeletion(String environment, String key) {
        EnvironmentSnapshot now = flags.current(environment);
        String stored = FlagEditService.requireFlag(environment, key, now.authored());
        var same = new FlagEditValidationResult(
                now.revision(), stored, null, Verdict.SAME, List.of(), List.of(), "", null);
        RunningSplit split = now.splits().get(key);
        if (split != null) {
            var runs = new Problem.FieldError("", split.title() + " runs on it", "End it first.");
            return with(same, Verdict.REFUSED, List.of(runs), "");
        }
        return held(environment, key, new JsonTextEditor(now.authored()).remove(path(key)), same);
    }

    private FlagEditValidationResult held(String environment, String key, String next, FlagEditValidationResult same) {
        FlagEditValidationResult found = same;
        try {
            DefinitionUpdateResult preview = flags.previewDefinition(environment, next, null);
            found = warned(same, key, preview.warnings());
            if (!preview.changed()) {
                return found;
            }
            book.ask(environment, next);
            return with(found, Verdict.SAVE, List.of(), "");
        } catch (ProblemException e) {
            return refused(found, key, e.problem());
        }
    }

    private static FlagEditValidationResult warned(
            FlagEditValidationResult check, String key, List<DefinitionProblem> warnings) {
        List<Problem.FieldError> own = warnings.stream()
                .filter(one -> isWithin(key, one.pointer()))
                .map(one -> within(key, new Problem.FieldError(one.pointer(), one.message(), one.remedy())))
                .toList();
        return new FlagEditValidationResult(
                check.revision(),
                check.stored(),
                check.text(),
                check.verdict(),
                check.problems(),
                own,
                check.words(),
                check.overtakenBy());
    }

    /// A member of the author's definition as it is written; empty when it is not there.
    ///
    /// @param path names of the objects that hold it, and its own, from the root on
    public Optional<String> find(EnvironmentSnapshot snapshot, String... path) {
        return Optional.ofNullable(new JsonTextEditor(snapshot.authored()).find(List.of(path)));
    }

    private static List<String> path(String key) {
        return List.of("flags", key);
    }

    /// Whether nobody else has to approve that a flag which is off is switched on again.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment or
    ///     flag
    public boolean mayBeRestoredAlone(String environment, String key) {
        String authored = flags.current(environment).authored();
        FlagEditService.requireFlag(environment, key, authored);
        String next = new JsonTextEditor(authored).set(List.of("flags", key, "state"), "\"ENABLED\"");
        try {
            book.ask(environment, next);
            return true;
        } catch (ProblemException e) {
            return !isConsentMissing(e.problem());
        }
    }

    private @Nullable DefinitionRevision overtakenBy(String environment, String key, String stored, long from) {
        String base = new JsonTextEditor(flags.definitionAt(environment, from)).find(List.of("flags", key));
        if (stored.equals(base)
                || (base != null
                        && EditRequestParser.JSON.readTree(base).equals(EditRequestParser.JSON.readTree(stored)))) {
            return null;
        }
        List<FlagTextChange> changes = history.newest(environment, key);
        return changes.isEmpty()
                ? flags.history(environment, Long.MAX_VALUE, 1).getFirst()
                : changes.getFirst().change();
    }

    /// What keeps a text from being a flag's; null when it is an object of JSON.
    private static @Nullable String fault(String text) {
        try {
            return JsonTextParser.read(FlagJsonMappers.STRICT, text).isObject() ? null : "The text is no JSON object.";
        } catch (IllegalArgumentException e) {
            return "The text is " + e.getMessage() + ".";
        }
    }

    private static FlagEditValidationResult refused(FlagEditValidationResult check, String key, Problem problem) {
        if (isConsentMissing(problem)) {
            return with(check, Verdict.PROPOSE, List.of(), problem.detail().replace(" Nothing was changed.", ""));
        }
        List<Problem.FieldError> faults = problem.problems().isEmpty()
                ? List.of(new Problem.FieldError("", problem.detail(), problem.remedy()))
                : problem.problems().stream().map(one -> within(key, one)).toList();
        return with(check, Verdict.REFUSED, faults, "");
    }

    private static FlagEditValidationResult with(
            FlagEditValidationResult check, Verdict verdict, List<Problem.FieldError> problems, String words) {
        return new FlagEditValidationResult(
                check.revision(),
                check.stored(),
                check.text(),
                verdict,
                problems,
                check.warnings(),
                words,
                check.overtakenBy());
    }

    private static boolean isConsentMissing(Problem problem) {
        return Objects.equals(problem.code(), ProblemCode.APPROVAL_MISSING.text());
    }

    private static Problem.FieldError within(String key, Problem.FieldError fault) {
        int prefix = JsonPointerFormatter.member("/flags", key).length();
        return isWithin(key, fault.pointer())
                ? new Problem.FieldError(fault.pointer().substring(prefix), fault.message(), fault.remedy())
                : fault;
    }

    private static boolean isWithin(String key, String pointer) {
        String flag = JsonPointerFormatter.member("/flags", key);
        return pointer.equals(flag) || pointer.startsWith(flag + "/");
    }
}
