// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.workplan.ComputationStepEstimator;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import dev.evenkeel.server.decisions.risk.Assessment.CompletedWorkItem;
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalfOfFieldReader;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of requests about assessments. Reports all validation errors at once.
final class AssessmentRequestParser {
    private static final Pattern CLASS = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Set<String> FIELDS = Set.of(
            "flag", "case", "caseName", "draws", "seed", "validDays", "author", "history", "ownHistory", "files");
    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 366;
    private static final int USUAL_DRAWS = 100_000;
    private static final int MOST_DRAWS = 1_000_000;
    private static final double MOST_STEPS = 2e8;

    private AssessmentRequestParser() {}

    /// A requested assessment.
    ///
    /// @param caseText source text of the case
    /// @param history history that the case can read; null without one
    /// @param files texts of files that the case can read, by name
    record NewAssessment(
            String flag,
            String caseText,
            @Nullable ServiceHistory history,
            Map<String, String> files,
            RiskCaseFile file,
            int draws,
            long seed,
            Instant validUntil,
            String author) {}

    /// The state that a request is validated against.
    ///
    /// @param flags every flag of the environment
    /// @param histories recorded history of a flag's service; empty without records
    /// @param cases stored risk cases
    record ValidationReferenceData(
            Set<String> flags,
            Function<String, Optional<ServiceHistory>> histories,
            RiskCaseService cases,
            Instant now) {}

    /// @param caller author when the request names none
    static NewAssessment parseAssessment(@Nullable JsonNode body, ValidationReferenceData known, Caller.Actor caller) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        String flag = fields.text("flag", "");
        if (!known.flags().contains(flag)) {
            errors.add(
                    fields.pointerTo("flag"),
                    flag.isEmpty() ? "is missing" : "unknown flag \"" + flag + "\"",
                    "set the key of the flag of the change");
        }
        StoredRiskCase storedRiskCase = readRiskCase(fields, known.cases());
        ServiceHistory history = readHistory(fields, flag, known);
        RiskCaseFile file = RiskCaseFile.parse(storedRiskCase.text(), history, storedRiskCase.files()::get);
        if (!storedRiskCase.text().isBlank()) {
            file.errors()
                    .forEach(one -> errors.add(fields.pointerTo("case") + one.pointer(), one.message(), one.remedy()));
        }
        long draws = readBounded(fields, "draws", USUAL_DRAWS, MOST_DRAWS);
        requireBounded(fields, file.risk(), draws);
        long days = readBounded(fields, "validDays", USUAL_DAYS, MOST_DAYS);
        String author = OnBehalfOfFieldReader.readPerson(fields, "author", caller, "creates assessments");
        long seed = fields.integer("seed", 1);
        ValidationErrorMapper.throwIfAny(errors, "The assessment was not created.");
        return new NewAssessment(
                flag,
                storedRiskCase.text(),
                history,
                storedRiskCase.files(),
                file,
                (int) draws,
                seed,
                known.now().plus(Duration.ofDays(days)),
                author);
    }

    /*
     * The stored case that the request names, or the case in the request. An unknown case is reported and has
     * an empty text.
     */
    private static StoredRiskCase readRiskCase(JsonObjectReader fields, RiskCaseService cases) {
        String name = fields.text("caseName", "");
        String text = fields.text("case", "");
        var own = new StoredRiskCase(text, readFiles(fields));
        if (name.isEmpty()) {
            if (text.isBlank()) {
                fields.errors()
                        .add(
                                fields.pointerTo("case"),
                                "is missing",
                                "send the text of a risk case (docs/reference/risk-cases.md), or caseName");
            }
            return own;
        }
        if (!text.isEmpty() || !own.files().isEmpty()) {
            fields.errors()
                    .add(
                            fields.pointerTo("caseName"),
                            "cannot be combined with case or files",
                            "send either the name of a stored case, or a case");
        }
        return cases.findByName(name).orElseGet(() -> unknown(fields, name, cases.listNames()));
    }

    private static StoredRiskCase unknown(JsonObjectReader fields, String name, List<String> names) {
        fields.errors()
                .add(
                        fields.pointerTo("caseName"),
                        "unknown risk case \"" + name + "\"",
                        names.isEmpty()
                                ? "apply an object of kind RiskCase first: no risk case is stored"
                                : "use one of " + String.join(", ", names));
        return new StoredRiskCase("", Map.of());
    }

    /* The history in the request, or from the server's own records. */
    private static @Nullable ServiceHistory readHistory(
            JsonObjectReader fields, String flag, ValidationReferenceData known) {
        String text = fields.text("history", "");
        if (!text.isBlank()) {
            var errors = new ValidationErrors();
            ServiceHistory read = ServiceHistoryCodec.decode(text, errors);
            errors.toList()
                    .forEach(one -> fields.errors()
                            .add(fields.pointerTo("history") + one.pointer(), one.message(), one.remedy()));
            return read;
        }
        if (!fields.bool("ownHistory", false)) {
            return null;
        }
        Optional<ServiceHistory> own = known.histories().apply(flag);
        if (own.isEmpty()) {
            fields.errors()
                    .add(
                            fields.pointerTo("ownHistory"),
                            "no recorded incidents or changes of the service of flag \"" + flag + "\"",
                            "assign the flag to a service, import incidents, or send history");
        }
        return own.orElse(null);
    }

    private static Map<String, String> readFiles(JsonObjectReader fields) {
        Map<String, String> files = new TreeMap<>();
        JsonNode given = fields.find("files");
        if (given != null && !given.isObject()) {
            fields.errors()
                    .add(fields.pointerTo("files"), "must be an object", "send an object with file texts by file name");
        } else if (given != null) {
            given.properties()
                    .forEach(file -> files.put(file.getKey(), file.getValue().asString("")));
        }
        return files;
    }

    /// @param courses names of the courses of the result
    /// @param caller decides when the request names no one
    static Decision parseDecision(@Nullable JsonNode body, List<String> courses, Instant now, Caller.Actor caller) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("course", "onBehalfOf", "consulted", "dissent", "reason"));
        String course = oneOf(fields, "course", courses);
        var decision = new Decision(
                course,
                now,
                OnBehalfOfFieldReader.readPerson(fields, caller, "decides"),
                fields.texts("consulted", List.of()),
                fields.text("dissent", ""),
                ReasonAndExpiryReader.readReason(fields));
        ValidationErrorMapper.throwIfAny(errors, "The decision was not recorded.");
        return decision;
    }

    /// @param items names of the work items of the case
    /// @param caller reports the work when the request names no one
    static CompletedWorkItem parseCompletedWork(
            @Nullable JsonNode body, List<String> items, Instant now, Caller.Actor caller) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("item", "weeks", "onBehalfOf", "evidence"));
        String item = oneOf(fields, "item", items);
        double weeks = fields.number("weeks", -1);
        if (!(weeks >= 0 && weeks <= MOST_DAYS)) {
            errors.add(
                    fields.pointerTo("weeks"),
                    fields.find("weeks") == null ? "is missing" : "must be 0 to " + MOST_DAYS + ", got " + weeks,
                    "set the actual effort in weeks");
        }
        String evidence = fields.text("evidence", "");
        if (evidence.isBlank()) {
            errors.add(fields.pointerTo("evidence"), "is missing", "state the evidence, such as a link or a test");
        }
        var done = new CompletedWorkItem(
                item, now, weeks, OnBehalfOfFieldReader.readPerson(fields, caller, "reports completed work"), evidence);
        ValidationErrorMapper.throwIfAny(errors, "The work was not marked as complete.");
        return done;
    }

    /// The classes of change that require an assessment, and the reason for the policy.
    record NewRequiredAssessmentPolicy(List<String> requiredFor, String reason) {}

    static NewRequiredAssessmentPolicy parsePolicy(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("requiredFor", "reason"));
        List<String> classes = fields.texts("requiredFor", List.of());
        for (int i = 0; i < classes.size(); i++) {
            if (!CLASS.matcher(classes.get(i)).matches()) {
                errors.add(
                        fields.pointerTo("requiredFor") + "/" + i,
                        "is not a valid class of change: \"" + classes.get(i) + "\"",
                        "use 1 to 63 lowercase letters, digits and dashes, starting with a letter");
            }
        }
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The policy was not changed.");
        return new NewRequiredAssessmentPolicy(
                classes.stream().distinct().sorted().toList(), reason);
    }

    private static void requireBounded(JsonObjectReader fields, @Nullable RiskCase risk, long draws) {
        double steps = risk == null ? 0 : ComputationStepEstimator.estimate(risk, draws);
        if (steps > MOST_STEPS) {
            fields.errors()
                    .add(
                            fields.pointerTo("draws"),
                            String.format(
                                    Locale.ROOT,
                                    "%,d draws of this case need about %.1e computation steps; at most %.0e are"
                                            + " allowed",
                                    draws,
                                    steps,
                                    MOST_STEPS),
                            "use fewer draws, or fewer work items, courses, commitments and seasons; ./evenkeel risk"
                                    + " assess runs on your own machine without this limit");
        }
    }

    private static long readBounded(JsonObjectReader fields, String name, long usual, long most) {
        long number = fields.integer(name, usual);
        if (number < 1 || number > most) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            "must be 1 to " + most + ", got " + number,
                            "omit it for the default of " + usual);
        }
        return number;
    }

    private static String oneOf(JsonObjectReader fields, String field, List<String> allowed) {
        String text = fields.text(field, "");
        if (!allowed.contains(text)) {
            fields.errors()
                    .add(
                            fields.pointerTo(field),
                            text.isEmpty() ? "is missing" : "is not in the case: \"" + text + "\"",
                            allowed.isEmpty() ? "the case defines none" : "use one of " + String.join(", ", allowed));
        }
        return text;
    }
}
