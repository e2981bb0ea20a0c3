// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.IncidentAlertPolicy;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.OpenSloDuration;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.TimeWindow;
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

/// Objects that refer to each other by kind and name, and the SLOs that they make.
public final class OpenSloObjectSet {
    /// How old the newest count may be before an SLO has no data.
    static final String NO_DATA_AFTER = "evenkeel.dev/no-data-after";

    /// Which alerts of an SLO, or of all SLOs of a service, open an incident.
    static final String INCIDENTS = "evenkeel.dev/incidents";

    private static final Duration USUAL_AGE = Duration.ofMinutes(10);

    private final Map<List<Object>, OpenSloObject> objects = new LinkedHashMap<>();
    private final ValidationErrors faults = new ValidationErrors();
    private final ValidationErrors warnings = new ValidationErrors();
    private final List<Slo> slos;

    /// @param all objects that keep the rules of their kinds; of two with one kind and name the later counts
    public OpenSloObjectSet(Collection<OpenSloObject> all) {
        all.forEach(object -> objects.put(key(object.kind(), object.name()), object));
        slos = objects.values().stream()
                .filter(object -> object.kind() == OpenSloKind.SLO)
                .map(this::slo)
                .flatMap(Optional::stream)
                .toList();
    }

    /// The SLOs without a fault, in the order of their objects.
    public List<Slo> slos() {
        return slos;
    }

    /// What keeps an SLO from being one: a reference that leads nowhere, or a value in an annotation.
    public List<ValidationErrors.ValidationError> faults() {
        return faults.all();
    }

    /// What is allowed, and reads differently from what it seems to say.
    public List<ValidationErrors.ValidationError> warnings() {
        return warnings.all();
    }

    /// Whether there is an object of a kind and name.
    public boolean has(OpenSloKind kind, String name) {
        return find(kind, name).isPresent();
    }

    /// The object of a kind and name.
    Optional<OpenSloObject> find(OpenSloKind kind, String name) {
        return Optional.ofNullable(objects.get(key(kind, name)));
    }

    private Optional<Slo> slo(OpenSloObject object) {
        int before = faults.all().size();
        JsonNode spec = object.spec();
        JsonObjectReader fields = new JsonObjectReader(spec, object.pointer() + "/spec", faults);
        Optional<TimeWindow> window = new OpenSloTimeWindowParser(warnings).check(fields);
        List<Objective> objectives = spec.path("objectives")
                .valueStream()
                .map(objective -> OpenSloObjectiveParser.objective(
                        objective, spec.path("budgetingMethod").asString()))
                .toList();
        var indicator = new OpenSloIndicatorParser(this, warnings).of(object, faults);
        Duration age = age(object);
        IncidentAlertPolicy incidents = incidents(object);
        if (window.isEmpty() || indicator.isEmpty()) {
            return Optional.empty();
        }
        List<BurnAlertRule> rules = new OpenSloBurnRuleParser(this, faults, warnings)
                .of(object, window.get().length().length(), objectives);
        return faults.all().size() > before
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

    /* The SLO's own word, else its service's, else pages. */
    private IncidentAlertPolicy incidents(OpenSloObject object) {
        String own = object.annotation(INCIDENTS);
        OpenSloObject teller = own.isEmpty()
                ? find(OpenSloKind.SERVICE, object.spec().path("service").asString())
                        .orElse(object)
                : object;
        String text = teller.annotation(INCIDENTS);
        return switch (text) {
            case "", "page" -> IncidentAlertPolicy.PAGE;
            case "ticket" -> IncidentAlertPolicy.TICKET;
            case "none" -> IncidentAlertPolicy.NONE;
            default -> {
                faults.add(
                        pointer(teller, INCIDENTS),
                        "must be page, ticket or none, got \"" + text + "\"",
                        "say from which severity on an alert opens an incident");
                yield IncidentAlertPolicy.PAGE;
            }
        };
    }

    private Duration age(OpenSloObject object) {
        Duration age = duration(object, NO_DATA_AFTER, faults);
        return age == null ? USUAL_AGE : age;
    }

    /// The length of time in an annotation; null when it has none, or a broken one, which is noted.
    static @Nullable Duration duration(OpenSloObject object, String annotation, ValidationErrors faults) {
        String text = object.annotation(annotation);
        Optional<OpenSloDuration> span = OpenSloDuration.parse(text);
        if (!text.isEmpty() && span.isEmpty()) {
            faults.add(
                    pointer(object, annotation),
                    "is no length of time: \"" + text + "\"",
                    "write a whole number and one of m h d w M Q Y, like 5m");
        }
        return span.map(OpenSloDuration::length).orElse(null);
    }

    static String pointer(OpenSloObject object, String annotation) {
        return JsonPointerFormatter.member(object.pointer() + "/metadata/annotations", annotation);
    }

    private static List<Object> key(OpenSloKind kind, String name) {
        return List.of(kind, name);
    }
}
