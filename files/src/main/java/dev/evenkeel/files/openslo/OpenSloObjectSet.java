// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.IncidentOpeningAlerts;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.OpenSloDuration;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.TimeWindow;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A set of OpenSLO objects that reference each other by kind and name, and the SLOs built from them.
public final class OpenSloObjectSet {
    /// The annotation for the age of the newest count from which an SLO has no data.
    static final String NO_DATA_AFTER = "evenkeel.dev/no-data-after";

    /// The annotation for which alerts of an SLO, or of all SLOs of a service, open an incident.
    static final String INCIDENTS = "evenkeel.dev/incidents";

    private static final Duration USUAL_AGE = Duration.ofMinutes(10);

    private final Map<List<Object>, OpenSloObject> objects = new LinkedHashMap<>();
    private final ValidationErrors errors = new ValidationErrors();
    private final ValidationErrors warnings = new ValidationErrors();
    private final List<Slo> slos;

    /// @param all valid objects; of two with the same kind and name the later takes precedence
    public OpenSloObjectSet(Collection<OpenSloObject> all) {
        all.forEach(object -> objects.put(key(object.kind(), object.name()), object));
        slos = objects.values().stream()
                .filter(object -> object.kind() == OpenSloKind.SLO)
                .map(this::toSlo)
                .flatMap(Optional::stream)
                .toList();
    }

    /// Returns the SLOs without an error, in the order of their objects.
    public List<Slo> slos() {
        return slos;
    }

    /// Returns the errors that prevent SLOs from being built: unresolved references and invalid annotations.
    public List<ValidationError> errors() {
        return errors.toList();
    }

    /// Returns values that are valid but are read differently from what they suggest.
    public List<ValidationError> warnings() {
        return warnings.toList();
    }

    public boolean contains(OpenSloKind kind, String name) {
        return find(kind, name).isPresent();
    }

    Optional<OpenSloObject> find(OpenSloKind kind, String name) {
        return Optional.ofNullable(objects.get(key(kind, name)));
    }

    private Optional<Slo> toSlo(OpenSloObject object) {
        int before = errors.toList().size();
        JsonNode spec = object.spec();
        JsonObjectReader fields = new JsonObjectReader(spec, object.pointer() + "/spec", errors);
        Optional<TimeWindow> window = new OpenSloTimeWindowParser(warnings).parse(fields);
        List<Objective> objectives = spec.path("objectives")
                .valueStream()
                .map(objective -> OpenSloObjectiveParser.parse(
                        objective, spec.path("budgetingMethod").asString()))
                .toList();
        var indicator = new OpenSloIndicatorParser(this, warnings).parse(object, errors);
        Duration age = parseNoDataAfter(object);
        IncidentOpeningAlerts incidents = parseIncidentPolicy(object);
        if (window.isEmpty() || indicator.isEmpty()) {
            return Optional.empty();
        }
        List<BurnAlertRule> rules = new OpenSloBurnRuleParser(this, errors, warnings)
                .parse(object, window.get().length().toDuration(), objectives);
        return errors.toList().size() > before
                ? Optional.empty()
                : Optional.of(new Slo(
                        object.name(),
                        spec.path("service").asString(),
                        indicator.get(),
                        window.get(),
                        objectives,
                        rules,
                        age,
                        incidents));
    }

    /* The annotation of the SLO, else that of its service, else pages. */
    private IncidentOpeningAlerts parseIncidentPolicy(OpenSloObject object) {
        String own = object.annotation(INCIDENTS);
        OpenSloObject teller = own.isEmpty()
                ? find(OpenSloKind.SERVICE, object.spec().path("service").asString())
                        .orElse(object)
                : object;
        String text = teller.annotation(INCIDENTS);
        return switch (text) {
            case "", "page" -> IncidentOpeningAlerts.PAGE;
            case "ticket" -> IncidentOpeningAlerts.TICKET;
            case "none" -> IncidentOpeningAlerts.NONE;
            default -> {
                errors.add(
                        annotationPointer(teller, INCIDENTS),
                        "must be page, ticket or none, got \"" + text + "\"",
                        "set the severity from which an alert opens an incident");
                yield IncidentOpeningAlerts.PAGE;
            }
        };
    }

    private Duration parseNoDataAfter(OpenSloObject object) {
        Duration age = parseDuration(object, NO_DATA_AFTER, errors);
        return age == null ? USUAL_AGE : age;
    }

    /// Parses the duration in an annotation; null without one, or with an invalid one, which is added to the
    /// errors.
    static @Nullable Duration parseDuration(OpenSloObject object, String annotation, ValidationErrors errors) {
        String text = object.annotation(annotation);
        Optional<OpenSloDuration> span = OpenSloDuration.parse(text);
        if (!text.isEmpty() && span.isEmpty()) {
            errors.add(
                    annotationPointer(object, annotation),
                    "invalid duration \"" + text + "\"",
                    "use an integer and one of m h d w M Q Y, such as 5m");
        }
        return span.map(OpenSloDuration::toDuration).orElse(null);
    }

    static String annotationPointer(OpenSloObject object, String annotation) {
        return JsonPointerFormatter.append(object.pointer() + "/metadata/annotations", annotation);
    }

    private static List<Object> key(OpenSloKind kind, String name) {
        return List.of(kind, name);
    }
}
