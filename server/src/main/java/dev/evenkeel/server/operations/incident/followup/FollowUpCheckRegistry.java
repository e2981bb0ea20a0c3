// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.api.IncidentApi.FollowUpCheckFields;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The registry of all kinds of follow-up checks. Thread-safe.
@Component
class FollowUpCheckRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpCheckRegistry.class);
    private static final String PARAMETERS = "/check/parameters";
    private static final int LONGEST = 200;

    private final Map<FollowUpCriterion.Kind, FollowUpCheck> kinds = new EnumMap<>(FollowUpCriterion.Kind.class);

    FollowUpCheckRegistry(Collection<FollowUpCheck> kinds) {
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
    }

    /// Validates the check of a request.
    ///
    /// @param given check at `/check`; fields that violate the schema are null
    void validate(FollowUpCheckFields given, ValidationErrors errors) {
        if (given.kind() == null) {
            return;
        }
        FollowUpCheck check = kinds.get(given.kind());
        if (check == null) {
            errors.add(
                    "/check/kind", "is not supported by this server: " + given.kind(), "use one of " + kinds.keySet());
        } else if (!errors.contains(PARAMETERS)) {
            validate(check, toTexts(given), errors);
        }
    }

    private static void validate(FollowUpCheck check, Map<String, String> parameters, ValidationErrors errors) {
        Set<String> names = new TreeSet<>(check.requiredParameters());
        names.addAll(check.optionalParameters());
        String remedy = "checks of kind " + check.kind() + " take " + names;
        parameters.forEach((name, text) -> {
            if (text.isBlank() || text.length() > LONGEST) {
                errors.add(
                        PARAMETERS,
                        name + " must be a string of 1 to " + LONGEST + " characters",
                        "give the name of the checked object");
            }
        });
        new TreeSet<>(check.requiredParameters())
                .stream()
                        .filter(name -> !parameters.containsKey(name))
                        .forEach(name -> errors.add(PARAMETERS, "must have " + name, remedy));
        parameters.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> errors.add(PARAMETERS, "has an unknown parameter: " + name, remedy));
        if (errors.toList().isEmpty()) {
            check.validate(parameters).forEach(fault -> errors.add(PARAMETERS, fault, "correct the parameter"));
        }
    }

    /// Converts the valid check of a request.
    static FollowUpCriterion toCriterion(FollowUpCheckFields given) {
        return new FollowUpCriterion(given.kind(), toTexts(given));
    }

    private static Map<String, String> toTexts(FollowUpCheckFields given) {
        return given.parameters() == null ? Map.of() : new TreeMap<>(given.parameters());
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
