// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.RequestFields;
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

/// All kinds of checks. Thread-safe.
@Component
class FollowUpCheckRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpCheckRegistry.class);
    private static final int LONGEST = 200;

    private final Map<FollowUpCriterion.Kind, FollowUpCheck> kinds = new EnumMap<>(FollowUpCriterion.Kind.class);

    FollowUpCheckRegistry(Collection<FollowUpCheck> kinds) {
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
    }

    /// Reads the check of an order; faults go into the order.
    ///
    /// @return null when the order has none
    @Nullable
    FollowUpCriterion read(RequestFields order) {
        if (!order.has("check")) {
            return null;
        }
        RequestFields given = order.object("check", Set.of("kind", "of"));
        given.required("kind", "name one of " + kinds.keySet());
        FollowUpCriterion.Kind kind =
                given.fields().oneOf("kind", FollowUpCriterion.Kind.class, FollowUpCriterion.Kind.ALERT_RULE);
        Map<String, String> of = texts(given);
        FollowUpCheck check = kinds.get(kind);
        if (check == null) {
            given.fault("kind", "cannot be made by this server: " + kind, "name one of " + kinds.keySet());
        } else {
            refuse(given, check, of);
        }
        return new FollowUpCriterion(kind, of);
    }

    private static void refuse(RequestFields given, FollowUpCheck check, Map<String, String> of) {
        Set<String> names = new TreeSet<>(check.required());
        names.addAll(check.optional());
        for (String name : new TreeSet<>(check.required())) {
            if (of.getOrDefault(name, "").isBlank()) {
                given.fault("of", "lacks " + name, "a check of kind " + check.kind() + " takes " + names);
            }
        }
        of.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> given.fault(
                        "of", "has an unknown name: " + name, "a check of kind " + check.kind() + " takes " + names));
        if (given.fields().faults().all().isEmpty()) {
            check.faults(of).forEach(fault -> given.fault("of", fault, "correct it"));
        }
    }

    private static Map<String, String> texts(RequestFields given) {
        Map<String, String> texts = new TreeMap<>();
        JsonNode of = given.node("of");
        if (of == null) {
            return texts;
        }
        if (!of.isObject()) {
            given.fault("of", "must be an object of texts, got " + of, "write {\"name\": \"value\"}");
            return texts;
        }
        of.propertyStream().forEach(entry -> {
            String text = entry.getValue().isValueNode() ? entry.getValue().asString("") : "";
            if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
                given.fault(
                        "of",
                        entry.getKey() + " must be a text of 1 to " + LONGEST + " characters",
                        "write the name of what is looked at");
            }
            texts.put(entry.getKey(), text);
        });
        return texts;
    }

    /// Makes a check.
    FollowUpCriterion.Outcome look(Incident incident, FollowUpCriterion check, Instant now) {
        FollowUpCheck kind = kinds.get(check.kind());
        if (kind == null) {
            return FollowUpCriterion.Outcome.unknown("this server cannot make checks of kind " + check.kind());
        }
        try {
            return kind.look(incident, check.of(), now);
        } catch (RuntimeException e) {
            LOG.warn("The check of a follow-up of {} cannot be made", incident.id(), e);
            return new FollowUpCriterion.Outcome(FollowUpCriterion.Verdict.UNKNOWN, "making it fails: " + e, List.of());
        }
    }
}
