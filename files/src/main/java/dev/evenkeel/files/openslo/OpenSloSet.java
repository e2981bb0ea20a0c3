// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.BurnRule;
import dev.evenkeel.engine.slo.IncidentsFrom;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.Span;
import dev.evenkeel.engine.slo.TimeWindow;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.files.json.Pointer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Objects that refer to each other by kind and name, and the SLOs that they make.
public final class OpenSloSet {
    /// How old the newest count may be before an SLO has no data.
    static final String NO_DATA_AFTER = "evenkeel.dev/no-data-after";

    /// Which alerts of an SLO, or of all SLOs of a service, open an incident.
    static final String INCIDENTS = "evenkeel.dev/incidents";

    private static final Duration USUAL_AGE = Duration.ofMinutes(10);

    private final Map<List<Object>, OpenSloObject> objects = new LinkedHashMap<>();
    private final Faults faults = new Faults();
    private final Faults warnings = new Faults();
    private final List<Slo> slos;

    /// @param all objects that keep the rules of their kinds; of two with one kind and name the later counts
    public OpenSloSet(Collection<OpenSloObject> all) {
        all.forEach(object -> objects.put(key(object.kind(), object.name()), object));
        slos = objects.values().stream()
                .filter(object -> object.kind() == Kind.SLO)
                .map(this::slo)
                .flatMap(Optional::stream)
                .toList();
    }

    /// The SLOs without a fault, in the order of their objects.
    public List<Slo> slos() {
        return slos;
    }

    /// What keeps an SLO from being one: a reference that leads nowhere, or a value in an annotation.
    public List<Faults.Fault> faults() {
        return faults.all();
    }

    /// What is allowed, and reads differently from what it seems to say.
    public List<Faults.Fault> warnings() {
        return warnings.all();
    }

    /// Whether there is an object of a kind and name.
    public boolean has(Kind kind, String name) {
        return find(kind, name).isPresent();
    }

    /// The object of a kind and name.
    Optional<OpenSloObject> find(Kind kind, String name) {
        return Optional.ofNullable(objects.get(key(kind, name)));
    }

    private Optional<Slo> slo(OpenSloObject object) {
        int before = faults.all().size();
        JsonNode spec = object.spec();
        JsonFields fields = new JsonFields(spec, object.pointer() + "/spec", faults);
        Optional<TimeWindow> window = new WindowRules(warnings).check(fields);
        List<Objective> objectives = spec.path("objectives")
                .valueStream()
                .map(objective -> Targets.objective(
                        objective, spec.path("budgetingMethod").asString()))
                .toList();
        var indicator = new Indicators(this, warnings).of(object, faults);
        Duration age = age(object);
        IncidentsFrom incidents = incidents(object);
        if (window.isEmpty() || indicator.isEmpty()) {
            return Optional.empty();
        }
        List<BurnRule> rules = new BurnRules(this, faults, warnings)
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
    private IncidentsFrom incidents(OpenSloObject object) {
        String own = object.annotation(INCIDENTS);
        OpenSloObject teller = own.isEmpty()
                ? find(Kind.SERVICE, object.spec().path("service").asString()).orElse(object)
                : object;
        String text = teller.annotation(INCIDENTS);
        return switch (text) {
            case "", "page" -> IncidentsFrom.PAGE;
            case "ticket" -> IncidentsFrom.TICKET;
            case "none" -> IncidentsFrom.NONE;
            default -> {
                faults.add(
                        pointer(teller, INCIDENTS),
                        "must be page, ticket or none, got \"" + text + "\"",
                        "say from which severity on an alert opens an incident");
                yield IncidentsFrom.PAGE;
            }
        };
    }

    private Duration age(OpenSloObject object) {
        Duration age = duration(object, NO_DATA_AFTER, faults);
        return age == null ? USUAL_AGE : age;
    }

    /// The length of time in an annotation; null when it has none, or a broken one, which is noted.
    static @Nullable Duration duration(OpenSloObject object, String annotation, Faults faults) {
        String text = object.annotation(annotation);
        Optional<Span> span = Span.parse(text);
        if (!text.isEmpty() && span.isEmpty()) {
            faults.add(
                    pointer(object, annotation),
                    "is no length of time: \"" + text + "\"",
                    "write a whole number and one of m h d w M Q Y, like 5m");
        }
        return span.map(Span::length).orElse(null);
    }

    static String pointer(OpenSloObject object, String annotation) {
        return Pointer.member(object.pointer() + "/metadata/annotations", annotation);
    }

    private static List<Object> key(Kind kind, String name) {
        return List.of(kind, name);
    }
}
