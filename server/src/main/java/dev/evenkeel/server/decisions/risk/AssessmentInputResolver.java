// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.CreateAssessmentRequest;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.workplan.ComputationStepEstimator;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Resolves the case, the files and the history of one requested assessment, and checks the rules of the request
/// that its JSON Schema cannot express. Not thread-safe.
final class AssessmentInputResolver implements JsonRequest.Rules<CreateAssessmentRequest> {
    private static final int DEFAULT_DRAWS = 100_000;
    private static final double MOST_STEPS = 2e8;

    private final Set<String> flags;
    private final Function<String, Optional<ServiceHistory>> histories;
    private final RiskCaseService cases;
    private final Caller.Actor caller;
    private @Nullable AssessmentInputs inputs;

    /// @param flags every flag of the environment
    /// @param histories recorded history of a flag's service; empty without records
    /// @param cases stored risk cases
    /// @param caller author when the request names none
    AssessmentInputResolver(
            Set<String> flags,
            Function<String, Optional<ServiceHistory>> histories,
            RiskCaseService cases,
            Caller.Actor caller) {
        this.flags = flags;
        this.histories = histories;
        this.cases = cases;
        this.caller = caller;
    }

    /// The inputs of an assessment.
    ///
    /// @param source text of the case, and of the files that it can read
    /// @param history history that the case can read; null without one
    /// @param file the parsed case
    record AssessmentInputs(StoredRiskCase source, @Nullable ServiceHistory history, RiskCaseFile file, int draws) {
        RiskCase risk() {
            return Objects.requireNonNull(file.risk());
        }
    }

    /// Returns the inputs of a valid request.
    AssessmentInputs inputs() {
        return Objects.requireNonNull(inputs);
    }

    @Override
    public void check(CreateAssessmentRequest request, ValidationErrors errors) {
        if (request.flag() != null && !flags.contains(request.flag())) {
            errors.add("/flag", "unknown flag \"" + request.flag() + "\"", "set the key of the flag of the change");
        }
        StoredRiskCase source = resolveCase(request, errors);
        ServiceHistory history = resolveHistory(request, errors);
        RiskCaseFile file = RiskCaseFile.parse(source.text(), history, source.files()::get);
        if (!source.text().isBlank()) {
            file.errors().forEach(one -> errors.add("/case" + one.pointer(), one.message(), one.remedy()));
        }
        int draws = Objects.requireNonNullElse(request.draws(), DEFAULT_DRAWS);
        checkSteps(file.risk(), draws, errors);
        ActingPerson.check("/author", request.author(), caller, "creates assessments", errors);
        inputs = new AssessmentInputs(source, history, file, draws);
    }

    /*
     * The stored case that the request names, or the case in the request. An unknown case is reported and has
     * an empty text.
     */
    private StoredRiskCase resolveCase(CreateAssessmentRequest request, ValidationErrors errors) {
        String name = Objects.requireNonNullElse(request.caseName(), "");
        var own = new StoredRiskCase(
                Objects.requireNonNullElse(request.riskCase(), ""),
                Objects.requireNonNullElse(request.files(), Map.of()));
        if (name.isEmpty()) {
            if (own.text().isBlank() && !errors.contains("/caseName")) {
                errors.add(
                        "/case",
                        "is missing",
                        "send the text of a risk case (docs/reference/risk-cases.md), or caseName");
            }
            return own;
        }
        if (!own.text().isEmpty() || !own.files().isEmpty()) {
            errors.add(
                    "/caseName",
                    "cannot be combined with case or files",
                    "send either the name of a stored case, or a case");
        }
        return cases.findByName(name).orElseGet(() -> unknown(name, cases.listNames(), errors));
    }

    private static StoredRiskCase unknown(String name, List<String> names, ValidationErrors errors) {
        errors.add(
                "/caseName",
                "unknown risk case \"" + name + "\"",
                names.isEmpty()
                        ? "apply an object of kind RiskCase first: no risk case is stored"
                        : "use one of " + String.join(", ", names));
        return new StoredRiskCase("", Map.of());
    }

    /* The history in the request, or from the server's own records. */
    private @Nullable ServiceHistory resolveHistory(CreateAssessmentRequest request, ValidationErrors errors) {
        String text = Objects.requireNonNullElse(request.history(), "");
        if (!text.isBlank()) {
            var found = new ValidationErrors();
            ServiceHistory history = ServiceHistoryCodec.decode(text, found);
            found.toList().forEach(one -> errors.add("/history" + one.pointer(), one.message(), one.remedy()));
            return history;
        }
        String flag = request.flag();
        if (flag == null || !Boolean.TRUE.equals(request.ownHistory())) {
            return null;
        }
        Optional<ServiceHistory> own = histories.apply(flag);
        if (own.isEmpty()) {
            errors.add(
                    "/ownHistory",
                    "no recorded incidents or changes of the service of flag \"" + flag + "\"",
                    "assign the flag to a service, import incidents, or send history");
        }
        return own.orElse(null);
    }

    private static void checkSteps(@Nullable RiskCase risk, int draws, ValidationErrors errors) {
        double steps = risk == null ? 0 : ComputationStepEstimator.estimate(risk, draws);
        if (steps > MOST_STEPS) {
            errors.add(
                    "/draws",
                    String.format(
                            Locale.ROOT,
                            "%,d draws of this case need about %.1e computation steps; at most %.0e are allowed",
                            draws,
                            steps,
                            MOST_STEPS),
                    "use fewer draws, or fewer work items, courses, commitments and seasons; ./evenkeel risk assess"
                            + " runs on your own machine without this limit");
        }
    }
}
