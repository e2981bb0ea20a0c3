// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

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

/// What an incident takes from a template: what the order that declares it leaves out, and nobody has said
/// before.
///
/// @param template from which it is declared
/// @param likely whom it hurts, as the template expects, from which the severity follows; unknown where the
///     order says it. What is expected is not recorded as the impact: nobody has seen it
/// @param day of the declaration, UTC
record IncidentTemplateDefaults(IncidentTemplate template, IncidentImpact likely, LocalDate day) {
    static IncidentTemplateDefaults of(IncidentTemplate template, RequestFields order, LocalDate day) {
        IncidentTemplate.ExpectedImpact expected = template.spec().impact();
        IncidentImpact likely = expected == null || order.has("impact")
                ? IncidentImpact.UNKNOWN
                : new IncidentImpact(expected.usersShare(), null, null);
        return new IncidentTemplateDefaults(template, likely, day);
    }

    /// The incident with it; as it is when it came from a template already.
    Incident over(Incident before) {
        if (before.template() != null) {
            return before;
        }
        Incident known = graded(before)
                .with(before.account().presuming(template.spec().trigger()))
                .with(response(before.response()))
                .from(new AppliedIncidentTemplate(
                        template.name(), template.spec().firstSteps()));
        for (IncidentTemplate.FollowUpDraft draft : template.spec().followUps()) {
            known = known.following(followUp(draft, known.followUps().size() + 1));
        }
        return known;
    }

    private Incident graded(Incident before) {
        SeverityRule rule = SeverityRule.first();
        String says = "template " + template.name();
        IncidentSeverity set = template.spec().severity();
        if (set != null) {
            return worse(before, new SeverityRating(set, rule.version(), "set by " + says));
        }
        if (!likely.saysAnything() || before.account().impact().saysAnything()) {
            return before;
        }
        SeverityRating graded = rule.grade(likely, false);
        return worse(
                before,
                new SeverityRating(graded.severity(), graded.ruleVersion(), graded.because() + ", says " + says));
    }

    private static Incident worse(Incident before, SeverityRating graded) {
        return before.graded(SeverityRule.worse(graded, before.severity()));
    }

    private IncidentResponseRecord response(IncidentResponseRecord before) {
        IncidentResponseRecord known = before;
        for (Map.Entry<IncidentRole, String> role : template.spec().roles().entrySet()) {
            known = known.withIfAbsent(role.getKey(), role.getValue());
        }
        return known;
    }

    private FollowUp followUp(IncidentTemplate.FollowUpDraft draft, int number) {
        return new FollowUp(
                number,
                draft.what(),
                draft.owner(),
                day.plusDays(draft.dueDays()),
                draft.expected(),
                draft.verifiedBy(),
                null,
                null);
    }
}
