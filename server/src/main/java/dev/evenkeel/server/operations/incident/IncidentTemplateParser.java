// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.FailureTrigger;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Parser of incident templates in files.
final class IncidentTemplateParser {
    private static final Set<String> FIELDS = Set.of(
            "description", "title", "service", "severity", "impact", "trigger", "roles", "firstSteps", "followUps");

    private static final Set<String> ROLES =
            Arrays.stream(IncidentRole.values()).map(IncidentRole::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> FOLLOW_UP =
            Set.of("description", "owner", "dueDays", "expectedEffect", "verifiedBy");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final int MOST = 20;
    private static final int LONGEST_STEP = 500;
    private static final int LONGEST_TIME = 366;

    private final RequestFieldReader fields;

    private IncidentTemplateParser(RequestFieldReader fields) {
        this.fields = fields;
    }

    /// Parses a spec; pointers in errors are relative to the spec.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static IncidentTemplate parse(String name, JsonNode spec) {
        var read = new IncidentTemplateParser(RequestFieldReader.parse(spec, FIELDS));
        if (!NAME.matcher(name).matches()) {
            read.fields
                    .fields()
                    .errors()
                    .add(
                            "",
                            "invalid template name \"" + name + "\"",
                            "use at most 63 lowercase letters, digits, dots and hyphens");
        }
        IncidentTemplate template = new IncidentTemplate(name, read.spec());
        read.fields.validate();
        return template;
    }

    private IncidentTemplate.Spec spec() {
        return new IncidentTemplate.Spec(
                fields.text("description", "").strip(),
                fields.requireText("title", "describe the impact in one line; {service} is replaced by the service"),
                fields.has("service")
                        ? fields.requireText("service", "give the key of the service, or omit the field")
                        : null,
                oneOf("severity", IncidentSeverity.class),
                fields.has("impact") ? impact(fields.object("impact", Set.of("affectedUserShare"))) : null,
                oneOf("trigger", FailureTrigger.class),
                roles(fields.object("roles", ROLES)),
                firstSteps(),
                followUps());
    }

    private <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> kind) {
        return fields.has(name) ? fields.fields().enumValue(name, kind, kind.getEnumConstants()[0]) : null;
    }

    private static IncidentTemplate.ExpectedImpact impact(RequestFieldReader given) {
        double share = given.fields().number("affectedUserShare", -1);
        if (!given.has("affectedUserShare") || share < 0 || share > 1) {
            given.addError("affectedUserShare", "must be a number from 0 to 1", "give the share of affected users");
        }
        return new IncidentTemplate.ExpectedImpact(share);
    }

    private static Map<IncidentRole, String> roles(RequestFieldReader given) {
        Map<IncidentRole, String> roles = new EnumMap<>(IncidentRole.class);
        for (IncidentRole role : IncidentRole.values()) {
            if (given.has(role.name())) {
                roles.put(role, given.requireText(role.name(), "name a user, or omit the role"));
            }
        }
        return roles;
    }

    /* A step is matched to a timeline note by its text, so each step must be a unique line. */
    private List<String> firstSteps() {
        List<String> steps = fields.fields().texts("firstSteps", List.of()).stream()
                .map(String::strip)
                .toList();
        boolean broken = steps.stream()
                .anyMatch(step -> step.isEmpty()
                        || step.length() > LONGEST_STEP
                        || step.chars().anyMatch(Character::isISOControl));
        if (broken || steps.size() > MOST || new HashSet<>(steps).size() < steps.size()) {
            fields.addError(
                    "firstSteps",
                    "must have at most " + MOST + " different lines of 1 to " + LONGEST_STEP + " characters",
                    "write each step in one line");
        }
        return steps;
    }

    private List<IncidentTemplate.FollowUpDraft> followUps() {
        JsonNode listed = fields.node("followUps");
        List<IncidentTemplate.FollowUpDraft> read = new ArrayList<>();
        if (listed == null) {
            return read;
        }
        if (!listed.isArray() || listed.size() > MOST) {
            fields.addError(
                    "followUps",
                    "must be an array of at most " + MOST + " follow-ups",
                    "list the follow-ups, each with its owner");
            return read;
        }
        for (int i = 0; i < listed.size(); i++) {
            read.add(followUp(
                    fields.nested(listed.get(i), fields.fields().pointerTo("followUps") + "/" + i, FOLLOW_UP)));
        }
        return read;
    }

    private static IncidentTemplate.FollowUpDraft followUp(RequestFieldReader one) {
        long days = one.fields().integer("dueDays", 0);
        if (days < 1 || days > LONGEST_TIME) {
            one.addError(
                    "dueDays", "must be 1 to " + LONGEST_TIME, "give the days from the declaration to the due date");
        }
        return new IncidentTemplate.FollowUpDraft(
                one.requireText("description", "describe the work"),
                one.requireText("owner", "name the owner"),
                Math.clamp(days, 1, LONGEST_TIME),
                one.requireText("expectedEffect", "state a measurable effect"),
                one.requireText("verifiedBy", "describe how to verify the effect"));
    }
}
