// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.authoring;

import dev.evenkeel.files.plan.JsonReading;
import dev.evenkeel.server.authoring.FlagCheck.Verdict;
import dev.evenkeel.server.flag.DefinitionRevision;
import dev.evenkeel.server.flag.FlagBook;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.server.flag.Snapshot;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Problem;
import dev.evenkeel.server.platform.ProblemException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Checks edits of a flag as the edits themselves would be checked, and changes nothing. Thread-safe.
@Component
public class FlagChecks {
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
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
    /// @throws dev.evenkeel.server.platform.NotFound when there is no such environment, flag or revision
    public FlagCheck check(String environment, String key, String text, long from) {
        Snapshot now = flags.current(environment);
        String stored = FlagEdits.requireFlag(environment, key, now.authored());
        DefinitionRevision overtakenBy = overtakenBy(environment, key, stored, from);
        String fault = fault(text);
        if (fault != null) {
            var problem = new Problem.Fault("", fault, REMEDY);
            return new FlagCheck(now.revision(), stored, null, Verdict.REFUSED, List.of(problem), "", overtakenBy);
        }
        var same = new FlagCheck(now.revision(), stored, text, Verdict.SAME, List.of(), "", overtakenBy);
        String next = new JsonEdit(now.authored()).set(List.of("flags", key), text.strip());
        try {
            if (!flags.previewDefinition(environment, next, null).changed()) {
                return same;
            }
            book.ask(environment, next);
            return with(same, Verdict.SAVE, List.of(), "");
        } catch (ProblemException e) {
            return refused(same, key, e.problem());
        }
    }

    /// A flag as it is written.
    ///
    /// @throws dev.evenkeel.server.platform.NotFound when it is not there
    public String text(Snapshot snapshot, String key) {
        return FlagEdits.requireFlag(snapshot.environment(), key, snapshot.authored());
    }

    /// Whether nobody else has to approve that a flag which is off is switched on again.
    ///
    /// @throws dev.evenkeel.server.platform.NotFound when there is no such environment or flag
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
            return JsonReading.read(STRICT, text).isObject() ? null : "The text is no JSON object.";
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
                check.revision(), check.stored(), check.text(), verdict, problems, words, check.overtakenBy());
    }

    private static boolean isConsentMissing(Problem problem) {
        return Objects.equals(problem.code(), ErrorCode.APPROVAL_MISSING.text());
    }

    private static Problem.Fault within(String key, Problem.Fault fault) {
        String flag = "/flags/" + key.replace("~", "~0").replace("/", "~1");
        boolean inside = fault.pointer().equals(flag) || fault.pointer().startsWith(flag + "/");
        return inside
                ? new Problem.Fault(fault.pointer().substring(flag.length()), fault.message(), fault.remedy())
                : fault;
    }
}
