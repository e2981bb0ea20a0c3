// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentTemplateApi.ExpectedImpact;
import dev.evenkeel.api.IncidentTemplateApi.FollowUpDraft;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateResponse;
import dev.evenkeel.engine.incident.AppliedIncidentTemplate;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentResponseRecord;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.SeverityRating;
import dev.evenkeel.engine.incident.SeverityRule;
import java.time.LocalDate;
import java.util.Map;

/// The default values that a declaration takes from a template: they fill fields that neither the request nor
/// the existing incident has.
///
/// @param template template of the declaration
/// @param expectedImpact expected impact, from which the severity follows; unknown if the request gives an
///     impact. The expected impact is not recorded as the impact, because it was not observed
/// @param day day of the declaration, UTC
record IncidentDeclarationDefaults(IncidentTemplateResponse template, IncidentImpact expectedImpact, LocalDate day) {
    /// @param hasImpact whether the request gives an impact
    static IncidentDeclarationDefaults of(IncidentTemplateResponse template, boolean hasImpact, LocalDate day) {
        ExpectedImpact expected = template.spec().impact();
        IncidentImpact likely = expected == null || hasImpact
                ? IncidentImpact.UNKNOWN
                : new IncidentImpact(expected.affectedUserShare(), null, null);
        return new IncidentDeclarationDefaults(template, likely, day);
    }

    /// Applies the defaults to an incident; returns it unchanged if a template was applied before.
    Incident applyTo(Incident before) {
        if (before.template() != null) {
            return before;
        }
        Incident known = applySeverity(before)
                .withAnalysis(
                        before.account().withDefaultTrigger(template.spec().trigger()))
                .withResponse(applyResponse(before.response()))
                .withTemplate(new AppliedIncidentTemplate(
                        template.name(),
                        template.spec().firstSteps().stream().map(String::strip).toList()));
        for (FollowUpDraft draft : template.spec().followUps()) {
            known = known.withFollowUp(followUp(draft, known.followUps().size() + 1));
        }
        return known;
    }

    private Incident applySeverity(Incident before) {
        SeverityRule rule = SeverityRule.initial();
        String says = "template " + template.name();
        IncidentSeverity set = template.spec().severity();
        if (set != null) {
            return worse(before, new SeverityRating(set, rule.version(), "set by " + says));
        }
        if (!expectedImpact.hasContent() || before.account().impact().hasContent()) {
            return before;
        }
        SeverityRating graded = rule.rate(expectedImpact, false);
        return worse(
                before,
                new SeverityRating(graded.severity(), graded.ruleVersion(), graded.because() + ", from " + says));
    }

    private static Incident worse(Incident before, SeverityRating graded) {
        return before.withSeverity(SeverityRule.worse(graded, before.severity()));
    }

    private IncidentResponseRecord applyResponse(IncidentResponseRecord before) {
        IncidentResponseRecord known = before;
        for (Map.Entry<IncidentRole, String> role : template.spec().roles().entrySet()) {
            known = known.withRoleIfAbsent(role.getKey(), role.getValue());
        }
        return known;
    }

    private FollowUp followUp(FollowUpDraft draft, int number) {
        return new FollowUp(
                number,
                draft.description(),
                draft.owner(),
                day.plusDays(draft.dueDays()),
                draft.expectedEffect(),
                draft.verifiedBy(),
                null,
                null);
    }
}
