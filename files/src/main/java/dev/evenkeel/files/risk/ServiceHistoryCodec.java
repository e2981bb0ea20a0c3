// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.history.ServiceHistory.OutagePhase;
import dev.evenkeel.engine.decision.history.ServiceHistory.Outcome;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChange;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastMajorIncident;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.technology.OperatingExperience;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An organisation's own history in a file, YAML or JSON (docs/reference/own-histories.md), read and
/// written.
public final class ServiceHistoryCodec {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FIELDS =
            Set.of("asOf", "service", "weeks", "changes", "otherServices", "incidents", "technologies", "noticed");

    private final JsonObjectReader fields;
    private final ValidationErrors faults;

    private ServiceHistoryCodec(JsonNode tree, ValidationErrors faults) {
        this.fields = new JsonObjectReader(tree, "", faults).only(FIELDS);
        this.faults = faults;
    }

    /// Reads the text of a file.
    ///
    /// @param faults gets everything that is wrong
    /// @return null when something is wrong
    public static @Nullable ServiceHistory read(String text, ValidationErrors faults) {
        try {
            return new ServiceHistoryCodec(JSON.readTree(YamlCodec.toJson(text)), faults).read();
        } catch (IllegalArgumentException e) {
            faults.add("", String.valueOf(e.getMessage()), "correct what is named");
            return null;
        }
    }

    /// The same as JSON, which [#read] takes back; equal histories give equal JSON.
    public static ObjectNode json(ServiceHistory history) {
        ObjectNode json = JSON.createObjectNode()
                .put("asOf", history.asOf().toString())
                .put("service", history.service())
                .put("weeks", history.weeks());
        ArrayNode changes = json.putArray("changes");
        history.changes().forEach(change -> change(changes.addObject(), change));
        ObjectNode others = json.putObject("otherServices");
        new TreeMap<>(history.others())
                .forEach((name, group) ->
                        others.putObject(name).put("failed", group.events()).put("of", group.trials()));
        ArrayNode incidents = json.putArray("incidents");
        history.incidents().forEach(incident -> incident(incidents.addObject(), incident));
        ObjectNode technologies = json.putObject("technologies");
        new TreeMap<>(history.technologies())
                .forEach((name, own) ->
                        technologies.putObject(name).put("hours", own.hours()).put("incidents", own.incidents()));
        if (!history.noticed().isEmpty()) {
            history.noticed().forEach(json.putArray("noticed")::add);
        }
        return json;
    }

    private static void change(ObjectNode json, PastChange change) {
        json.put("on", change.on().toString())
                .put("kind", change.kind())
                .put("outcome", change.outcome().name());
        if (!change.factors().isEmpty()) {
            ObjectNode factors = json.putObject("factors");
            new TreeMap<>(change.factors()).forEach(factors::put);
        }
    }

    private static void incident(ObjectNode json, PastMajorIncident incident) {
        json.put("on", incident.on().toString());
        ArrayNode causes = json.putArray("causes");
        incident.causes().forEach(causes::add);
        json.put("over", incident.over());
        ObjectNode minutes = json.putObject("minutes");
        new TreeMap<>(incident.minutes()).forEach((part, length) -> minutes.put(part.name(), length));
    }

    private @Nullable ServiceHistory read() {
        LocalDate asOf = RiskCaseDateParser.read(fields, "asOf");
        String service = fields.text("service", "");
        if (service.isBlank()) {
            faults.add("/service", "is missing", "say whose history this is, such as service: payments");
        }
        if (fields.find("weeks") == null) {
            faults.add("/weeks", "is missing", "say for how many weeks incidents were written down");
        }
        double weeks = fields.number("weeks", 1);
        List<PastChange> changes = list("changes", ServiceHistoryCodec::change);
        Map<String, BetaBinomialFit.Group> others = named("otherServices", ServiceHistoryCodec::group);
        List<PastMajorIncident> incidents = list("incidents", ServiceHistoryCodec::incident);
        Map<String, OperatingExperience> technologies = named("technologies", ServiceHistoryCodec::experience);
        List<Double> noticed = noticed();
        return faults.all().isEmpty()
                ? new ServiceHistory(asOf, service, weeks, changes, others, incidents, technologies, noticed)
                : null;
    }

    private List<Double> noticed() {
        JsonNode given = fields.find("noticed");
        if (given == null) {
            return List.of();
        }
        if (!given.isArray() || !given.valueStream().allMatch(minutes -> JsonObjectReader.finite(minutes) != null)) {
            faults.add(fields.at("noticed"), "must be a list of minutes", "write noticed: [2.5, 4]");
            return List.of();
        }
        return given.valueStream().map(JsonNode::asDouble).toList();
    }

    private <T> List<T> list(String field, Function<JsonObjectReader, T> reader) {
        JsonNode node = fields.find(field);
        List<T> all = new ArrayList<>();
        if (node == null) {
            return all;
        }
        if (!node.isArray()) {
            faults.add(fields.at(field), "must be a list", "write " + field + ": [{...}, ...]");
            return all;
        }
        for (int i = 0; i < node.size(); i++) {
            add(all::add, new JsonObjectReader(node.get(i), fields.at(field) + "/" + i, faults), reader);
        }
        return all;
    }

    private <T> Map<String, T> named(String field, Function<JsonObjectReader, T> reader) {
        JsonObjectReader parent = fields.object(field);
        Map<String, T> all = new LinkedHashMap<>();
        if (parent.object() != null) {
            parent.object()
                    .propertyNames()
                    .forEach(name -> add(one -> all.put(name, one), parent.object(name), reader));
        }
        return all;
    }

    private static <T> void add(Consumer<T> to, JsonObjectReader one, Function<JsonObjectReader, T> reader) {
        try {
            to.accept(reader.apply(one));
        } catch (IllegalArgumentException e) {
            one.faults().add(one.pointer(), String.valueOf(e.getMessage()), "correct it");
        }
    }

    private static PastChange change(JsonObjectReader change) {
        change.only(Set.of("on", "kind", "outcome", "factors"));
        required(change, "outcome", "write outcome: CLEAN, FAILED or MAJOR");
        JsonObjectReader factors = change.object("factors");
        Map<String, Double> known = new LinkedHashMap<>();
        if (factors.object() != null) {
            factors.object().propertyNames().forEach(name -> known.put(name, factors.number(name, 0)));
        }
        return new PastChange(
                RiskCaseDateParser.read(change, "on"),
                change.text("kind", "deployment"),
                change.oneOf("outcome", Outcome.class, Outcome.CLEAN),
                known);
    }

    private static BetaBinomialFit.Group group(JsonObjectReader group) {
        group.only(Set.of("failed", "of"));
        required(group, "failed", "write how many changes failed");
        required(group, "of", "write how many changes there were");
        return new BetaBinomialFit.Group(group.integer("failed", 0), group.integer("of", 1));
    }

    private static PastMajorIncident incident(JsonObjectReader incident) {
        incident.only(Set.of("on", "causes", "over", "minutes"));
        JsonObjectReader minutes = incident.object("minutes");
        Map<OutagePhase, Double> lengths = new EnumMap<>(OutagePhase.class);
        minutes.only(Set.of("WHOLE", "DETECT", "IDENTIFY", "MITIGATE"));
        for (OutagePhase part : OutagePhase.values()) {
            if (minutes.find(part.name()) != null) {
                lengths.put(part, minutes.number(part.name(), 1));
            }
        }
        return new PastMajorIncident(
                RiskCaseDateParser.read(incident, "on"),
                incident.texts("causes", List.of()),
                incident.truth("over", true),
                lengths);
    }

    private static OperatingExperience experience(JsonObjectReader technology) {
        technology.only(Set.of("hours", "incidents"));
        required(technology, "hours", "write for how many hours it was run, 0 where it never was");
        return new OperatingExperience(technology.number("hours", 0), technology.number("incidents", 0));
    }

    private static void required(JsonObjectReader fields, String field, String remedy) {
        if (fields.find(field) == null) {
            fields.faults().add(fields.at(field), "is missing", remedy);
        }
    }
}
