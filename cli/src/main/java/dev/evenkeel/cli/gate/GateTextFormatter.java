// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateApi.GateCheckResponse;
import dev.evenkeel.api.GateApi.GatePolicyResponse;
import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.api.GateApprovalApi.FlagGateApproval;
import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.api.GateOverrideApi.OverrideReview;
import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.api.ReleasePauseApi.ReleasePauseListResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A formatter of gate results, overrides, approvals, policies and freeze windows as text.
final class GateTextFormatter {
    private GateTextFormatter() {}

    static String formatReport(GateCheckResponse report) {
        var textTable = new TextTable("GATE", "VERDICT", "STATUS", "UNTIL", "REASON");
        for (GateResultResponse gate : report.gates()) {
            GateResult result = gate.result();
            textTable.addRow(
                    result.gate(),
                    result.verdict().name(),
                    describeStatus(gate),
                    result.until() == null ? "-" : TextTable.formatInstant(result.until()),
                    result.reason());
        }
        String name = (report.flag() == null ? report.service() : report.flag()) + " in " + report.environment();
        String answer = report.open()
                ? "The gates are open for a change of " + name + "."
                : "Gates are closed for a change of " + name + ".";
        return String.join(System.lineSeparator(), List.of(answer, "", textTable.toString()));
    }

    private static String describeStatus(GateResultResponse gate) {
        GateOverride override = gate.override();
        if (override != null) {
            return "overridden by " + override.createdBy() + " until " + TextTable.formatInstant(override.expiresAt());
        }
        return gate.required() ? gate.closed() ? "closed" : "" : "not required";
    }

    static String formatReleasePauses(ReleasePauseListResponse list) {
        if (list.pauses().isEmpty()) {
            return "No releases are paused in environment " + list.environment() + ".";
        }
        var textTable = new TextTable("SERVICE", "PAUSED", "USER", "REASON");
        for (ReleasePause pause : list.pauses()) {
            textTable.addRow(
                    Objects.requireNonNullElse(pause.service(), "all services"),
                    TextTable.formatInstant(pause.pausedAt()),
                    pause.pausedBy(),
                    pause.reason());
        }
        return textTable.toString();
    }

    static String formatOverrides(FlagGateOverride[] overrides, String environment) {
        if (overrides.length == 0) {
            return "No overrides in environment " + environment + ". To create one: ./evenkeel override create FLAG";
        }
        var textTable = new TextTable("ID", "FLAG", "GATE", "CLASS", "USER", "CREATED", "EXPIRES", "REASON");
        for (FlagGateOverride one : overrides) {
            GateOverride override = one.override();
            textTable.addRow(
                    override.id(),
                    one.flag(),
                    override.gate(),
                    override.changeClass(),
                    override.createdBy(),
                    TextTable.formatInstant(override.createdAt()),
                    TextTable.formatInstant(override.expiresAt()),
                    override.reason());
        }
        return textTable.toString();
    }

    static String formatReviews(OverrideReviewTask[] reviews, String environment, Instant now) {
        if (reviews.length == 0) {
            return "No overrides to review in environment " + environment + ".";
        }
        var textTable = new TextTable("ID", "FLAG", "GATE", "CLASS", "USER", "DUE", "REVIEW", "REASON");
        for (OverrideReviewTask task : reviews) {
            GateOverride override = task.override().override();
            textTable.addRow(
                    override.id(),
                    task.override().flag(),
                    override.gate(),
                    override.changeClass(),
                    override.createdBy(),
                    TextTable.formatInstant(task.dueAt()),
                    formatReview(task, now),
                    override.reason());
        }
        return textTable.toString();
    }

    private static String formatReview(OverrideReviewTask task, Instant now) {
        OverrideReview review = task.review();
        if (review != null) {
            return review.verdict() + " (" + review.reviewer() + "): " + review.finding();
        }
        return task.isOverdue(now) ? "overdue" : "pending";
    }

    static String formatApprovals(FlagGateApproval[] approvals, String environment) {
        if (approvals.length == 0) {
            return "No approvals in environment " + environment + ". To create one: ./evenkeel approval create FLAG";
        }
        var textTable = new TextTable("ID", "FLAG", "USER", "STATUS", "CREATED", "EXPIRES", "REASON");
        for (FlagGateApproval one : approvals) {
            Approval approval = one.approval();
            textTable.addRow(
                    approval.id(),
                    one.flag(),
                    approval.approvedBy(),
                    one.valid() ? "valid" : "not valid",
                    TextTable.formatInstant(approval.approvedAt()),
                    TextTable.formatInstant(approval.expiresAt()),
                    approval.reason());
        }
        return textTable.toString();
    }

    static String formatPolicy(GatePolicyResponse policy) {
        List<String> required = policy.requiredGates();
        return String.join(
                System.lineSeparator(),
                "Required gates: " + (required == null ? "all" : formatNames(required, "none")),
                "Available gates: " + formatNames(policy.availableGates(), "none"),
                "Classes that may override: " + formatNames(policy.overrideClasses(), "none"),
                "Required approvals: " + policy.requiredApprovals() + formatRules(policy.approvalRules()),
                policy.editsRequireApproval()
                        ? "Flag edits: same approvals required"
                        : "Flag edits: no approval required",
                "Experiment treatments: " + formatLimit(policy.maxTreatmentShare()));
    }

    private static String formatLimit(@Nullable BigDecimal percent) {
        return percent == null ? "no limit" : "at most " + percent.toPlainString() + "% of units";
    }

    private static String formatRules(List<ApprovalRule> rules) {
        return rules.stream()
                .map(rule -> "; " + rule.requiredApprovals() + " for "
                        + Stream.of(formatName("service ", rule.service()), formatName("class ", rule.changeClass()))
                                .filter(name -> !name.isEmpty())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining());
    }

    private static String formatName(String kind, @Nullable String name) {
        return name == null ? "" : kind + name;
    }

    static String formatFreezes(List<FreezeWindowDefinition> windows) {
        if (windows.isEmpty()) {
            return "No freeze windows. To create them: ./evenkeel freeze apply FILE";
        }
        var textTable =
                new TextTable("NAME", "KIND", "START", "TIME ZONE", "DURATION", "RECURRENCE", "SCOPE", "REASON");
        for (FreezeWindowDefinition window : windows) {
            textTable.addRow(
                    window.name(),
                    window.kind().name(),
                    window.start().toString(),
                    window.zone().toString(),
                    window.duration().toString(),
                    Objects.requireNonNullElse(window.rrule(), "-"),
                    formatScope(window.scope()),
                    window.reason());
        }
        return textTable.toString();
    }

    private static String formatScope(FreezeScope scope) {
        String about = Stream.of(
                        formatPart("environments", scope.environments()),
                        formatPart("services", scope.services()),
                        formatPart("tiers", scope.tiers()),
                        formatPart("classes", scope.classes()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return about.isEmpty() ? "all" : about;
    }

    private static String formatPart(String part, Collection<String> names) {
        return names.isEmpty() ? "" : part + " " + formatNames(names, "");
    }

    private static String formatNames(Collection<String> names, String none) {
        return names.isEmpty() ? none : String.join(", ", names);
    }
}
