// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.core.flag.DefinitionProblem;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.files.json.JsonReading;
import dev.evenkeel.files.json.Pointer;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.FlagJson;
import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.flags.flag.FlagBook;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.Snapshot;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.gates.editing.FlagCheck.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Checks edits of a flag as the edits themselves would be checked, and changes nothing. Thread-safe.
@Component
public class FlagChecks {
    private static final String NOTHING = "{}";
    private static final String REMEDY = "Write the flag as one JSON object.";

    private final Flags flags;
    private final FlagBook book;
    private final FlagHistory history;

    FlagChecks(Flags flags, FlagBook book, FlagHistory history) {
        this.flags = flags;
        this.book = book;
        this.history = history;
    }

    /// Holds a new text of a flag against what is in force.
    ///
    /// @param from the revision that its author began from
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment, flag or
    ///     revision
    public FlagCheck check(String environment, String key, String text, long from) {
        Snapshot now = flags.current(environment);
        String stored = FlagEdits.requireFlag(environment, key, now.authored());
        DefinitionRevision overtakenBy = overtakenBy(environment, key, stored, from);
        String fault = fault(text);
        if (fault != null) {
            var problem = new Problem.Fault("", fault, REMEDY);
            return new FlagCheck(
                    now.revision(), stored, null, Verdict.REFUSED, List.of(problem), List.of(), "", overtakenBy);
        }
        var same = new FlagCheck(now.revision(), stored, text, Verdict.SAME, List.of(), List.of(), "", overtakenBy);
        return held(environment, key, new JsonEdit(now.authored()).set(path(key), text.strip()), same);
    }

    /// Holds the text of a flag that is to be made against what is in force. Whoever saves it under the revision
    /// that is named overwrites nobody's.
    ///
    /// @param text JSON
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment
    public FlagCheck checkNew(String environment, String key, String text) {
        Snapshot now = flags.current(environment);
        var same = new FlagCheck(now.revision(), NOTHING, text, Verdict.SAME, List.of(), List.of(), "", null);
        if (find(now, "flags", key).isPresent()) {
            var taken = new Problem.Fault("", "There is a flag " + key + " already.", "Take another key, or edit it.");
            return with(same, Verdict.REFUSED, List.of(taken), "");
        }
        return held(environment, key, new JsonEdit(now.authored()).set(path(key), text.strip()), same);
    }

    /// Whether a flag could be deleted now.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment or flag
    public FlagCheck checkDeletion(String environment, String key) {
        Snapshot now = flags.current(environment);
        String stored = FlagEdits.requireFlag(environment, key, now.authored());
        var same = new FlagCheck(now.revision(), stored, null, Verdict.SAME, List.of(), List.of(), "", null);
        RunningSplit split = now.splits().get(key);
        if (split != null) {
            var runs = new Problem.Fault("", split.title() + " runs on it", "End it first.");
            return with(same, Verdict.REFUSED, List.of(runs), "");
        }
        return held(environment, key, new JsonEdit(now.authored()).remove(path(key)), same);
    }

    private FlagCheck held(String environment, String key, String next, FlagCheck same) {
        FlagCheck found = same;
        try {
            Replacement preview = flags.previewDefinition(environment, next, null);
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

    private static FlagCheck warned(FlagCheck check, String key, List<DefinitionProblem> warnings) {
        List<Problem.Fault> own = warnings.stream()
                .filter(one -> isWithin(key, one.pointer()))
                .map(one -> within(key, new Problem.Fault(one.pointer(), one.message(), one.remedy())))
                .toList();
        return new FlagCheck(
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
    public Optional<String> find(Snapshot snapshot, String... path) {
        return Optional.ofNullable(new JsonEdit(snapshot.authored()).find(List.of(path)));
    }

    private static List<String> path(String key) {
        return List.of("flags", key);
    }

    /// Whether nobody else has to approve that a flag which is off is switched on again.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment or flag
    public boolean mayBeRestoredAlone(String environment, String key) {
        String authored = flags.current(environment).authored();
        FlagEdits.requireFlag(environment, key, authored);
        String next = new JsonEdit(authored).set(List.of("flags", key, "state"), "\"ENABLED\"");
        try {
            book.ask(environment, next);
            return true;
        } catch (ProblemException e) {
            return !isConsentMissing(e.problem());
        }
    }

    private @Nullable DefinitionRevision overtakenBy(String environment, String key, String stored, long from) {
        String base = new JsonEdit(flags.definitionAt(environment, from)).find(List.of("flags", key));
        if (stored.equals(base)
                || (base != null && Requests.JSON.readTree(base).equals(Requests.JSON.readTree(stored)))) {
            return null;
        }
        List<FlagRevision> changes = history.newest(environment, key);
        return changes.isEmpty()
                ? flags.history(environment, Long.MAX_VALUE, 1).getFirst()
                : changes.getFirst().change();
    }

    /// What keeps a text from being a flag's; null when it is an object of JSON.
    private static @Nullable String fault(String text) {
        try {
            return JsonReading.read(FlagJson.STRICT, text).isObject() ? null : "The text is no JSON object.";
        } catch (IllegalArgumentException e) {
            return "The text is " + e.getMessage() + ".";
        }
    }

    private static FlagCheck refused(FlagCheck check, String key, Problem problem) {
        if (isConsentMissing(problem)) {
            return with(check, Verdict.PROPOSE, List.of(), problem.detail().replace(" Nothing was changed.", ""));
        }
        List<Problem.Fault> faults = problem.problems().isEmpty()
                ? List.of(new Problem.Fault("", problem.detail(), problem.remedy()))
                : problem.problems().stream().map(one -> within(key, one)).toList();
        return with(check, Verdict.REFUSED, faults, "");
    }

    private static FlagCheck with(FlagCheck check, Verdict verdict, List<Problem.Fault> problems, String words) {
        return new FlagCheck(
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
        return Objects.equals(problem.code(), ErrorCode.APPROVAL_MISSING.text());
    }

    private static Problem.Fault within(String key, Problem.Fault fault) {
        int prefix = Pointer.member("/flags", key).length();
        return isWithin(key, fault.pointer())
                ? new Problem.Fault(fault.pointer().substring(prefix), fault.message(), fault.remedy())
                : fault;
    }

    private static boolean isWithin(String key, String pointer) {
        String flag = Pointer.member("/flags", key);
        return pointer.equals(flag) || pointer.startsWith(flag + "/");
    }
}
