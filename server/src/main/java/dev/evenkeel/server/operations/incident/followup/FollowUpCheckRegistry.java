// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.RequestFieldReader;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The registry of all kinds of follow-up checks. Thread-safe.
@Component
class FollowUpCheckRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpCheckRegistry.class);
    private static final int LONGEST = 200;

    private final Map<FollowUpCriterion.Kind, FollowUpCheck> kinds = new EnumMap<>(FollowUpCriterion.Kind.class);

    FollowUpCheckRegistry(Collection<FollowUpCheck> kinds) {
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
    }

    /// Parses the check of a request; adds validation errors to the request.
    ///
    /// @return null when the request has no check
    @Nullable
    FollowUpCriterion parse(RequestFieldReader order) {
        if (!order.has("check")) {
            return null;
        }
        RequestFieldReader given = order.object("check", Set.of("kind", "parameters"));
        given.requireText("kind", "use one of " + kinds.keySet());
        FollowUpCriterion.Kind kind =
                given.fields().enumValue("kind", FollowUpCriterion.Kind.class, FollowUpCriterion.Kind.ALERT_RULE);
        Map<String, String> parameters = texts(given);
        FollowUpCheck check = kinds.get(kind);
        if (check == null) {
            given.addError("kind", "is not supported by this server: " + kind, "use one of " + kinds.keySet());
        } else {
            addErrors(given, check, parameters);
        }
        return new FollowUpCriterion(kind, parameters);
    }

    private static void addErrors(RequestFieldReader fields, FollowUpCheck check, Map<String, String> parameters) {
        Set<String> names = new TreeSet<>(check.requiredParameters());
        names.addAll(check.optionalParameters());
        for (String name : new TreeSet<>(check.requiredParameters())) {
            if (parameters.getOrDefault(name, "").isBlank()) {
                fields.addError("parameters", "must have " + name, "checks of kind " + check.kind() + " take " + names);
            }
        }
        parameters.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> fields.addError(
                        "parameters",
                        "has an unknown parameter: " + name,
                        "checks of kind " + check.kind() + " take " + names));
        if (fields.fields().errors().toList().isEmpty()) {
            check.validate(parameters).forEach(fault -> fields.addError("parameters", fault, "correct the parameter"));
        }
    }

    private static Map<String, String> texts(RequestFieldReader fields) {
        Map<String, String> texts = new TreeMap<>();
        JsonNode parameters = fields.node("parameters");
        if (parameters == null) {
            return texts;
        }
        if (!parameters.isObject()) {
            fields.addError(
                    "parameters", "must be an object of strings, got " + parameters, "use {\"name\": \"value\"}");
            return texts;
        }
        parameters.propertyStream().forEach(entry -> {
            String text = entry.getValue().isValueNode() ? entry.getValue().asString("") : "";
            if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
                fields.addError(
                        "parameters",
                        entry.getKey() + " must be a string of 1 to " + LONGEST + " characters",
                        "give the name of the checked object");
            }
            texts.put(entry.getKey(), text);
        });
        return texts;
    }

    /// Evaluates a check.
    FollowUpCriterion.FollowUpCheckOutcome evaluate(Incident incident, FollowUpCriterion criterion, Instant now) {
        FollowUpCheck kind = kinds.get(criterion.kind());
        if (kind == null) {
            return FollowUpCriterion.FollowUpCheckOutcome.unknown(
                    "this server does not support checks of kind " + criterion.kind());
        }
        try {
            return kind.evaluate(incident, criterion.parameters(), now);
        } catch (RuntimeException e) {
            LOG.warn("Failed to run a follow-up check of incident {}", incident.id(), e);
            return new FollowUpCriterion.FollowUpCheckOutcome(
                    FollowUpCriterion.Verdict.UNKNOWN, "the check failed to run: " + e, List.of());
        }
    }
}
