// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.history.ServiceHistory.OutagePhase;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChange;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChangeResult;
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

/// A codec of an organisation's own history, YAML or JSON (docs/reference/service-history.md).
public final class ServiceHistoryCodec {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FIELDS =
            Set.of("asOf", "service", "weeks", "changes", "otherServices", "incidents", "technologies", "noticed");

    private final JsonObjectReader fields;
    private final ValidationErrors errors;

    private ServiceHistoryCodec(JsonNode tree, ValidationErrors errors) {
        this.fields = new JsonObjectReader(tree, "", errors).rejectUnknownFields(FIELDS);
        this.errors = errors;
    }

    /// Parses a file.
    ///
    /// @param errors receives all validation errors
    /// @return null when the file is invalid
    public static @Nullable ServiceHistory decode(String text, ValidationErrors errors) {
        try {
            return new ServiceHistoryCodec(JSON.readTree(YamlCodec.toJson(text)), errors).decode();
        } catch (IllegalArgumentException e) {
            errors.add("", String.valueOf(e.getMessage()), "correct these values");
            return null;
        }
    }

    /// Serializes a history for [#decode]; equal histories give equal JSON.
    public static ObjectNode encode(ServiceHistory history) {
        ObjectNode json = JSON.createObjectNode()
                .put("asOf", history.asOf().toString())
                .put("service", history.service())
                .put("weeks", history.weeks());
        ArrayNode changes = json.putArray("changes");
        history.changes().forEach(change -> encodeChange(changes.addObject(), change));
        ObjectNode others = json.putObject("otherServices");
        new TreeMap<>(history.others())
                .forEach((name, group) ->
                        others.putObject(name).put("failed", group.events()).put("of", group.trials()));
        ArrayNode incidents = json.putArray("incidents");
        history.incidents().forEach(incident -> encodeIncident(incidents.addObject(), incident));
        ObjectNode technologies = json.putObject("technologies");
        new TreeMap<>(history.technologies())
                .forEach((name, own) ->
                        technologies.putObject(name).put("hours", own.hours()).put("incidents", own.incidents()));
        if (!history.noticed().isEmpty()) {
            history.noticed().forEach(json.putArray("noticed")::add);
        }
        return json;
    }

    private static void encodeChange(ObjectNode json, PastChange change) {
        json.put("on", change.on().toString())
                .put("kind", change.kind())
                .put("outcome", change.outcome().name());
        if (!change.factors().isEmpty()) {
            ObjectNode factors = json.putObject("factors");
            new TreeMap<>(change.factors()).forEach(factors::put);
        }
    }

    private static void encodeIncident(ObjectNode json, PastMajorIncident incident) {
        json.put("on", incident.on().toString());
        ArrayNode causes = json.putArray("causes");
        incident.causes().forEach(causes::add);
        json.put("over", incident.over());
        ObjectNode minutes = json.putObject("minutes");
        new TreeMap<>(incident.minutes()).forEach((part, length) -> minutes.put(part.name(), length));
    }

    private @Nullable ServiceHistory decode() {
        LocalDate asOf = RiskCaseDateParser.parse(fields, "asOf");
        String service = fields.text("service", "");
        if (service.isBlank()) {
            errors.add("/service", "is missing", "set the service, such as service: payments");
        }
        if (fields.find("weeks") == null) {
            errors.add("/weeks", "is missing", "set the number of weeks in which incidents were recorded");
        }
        double weeks = fields.number("weeks", 1);
        List<PastChange> changes = decodeList("changes", ServiceHistoryCodec::decodeChange);
        Map<String, BetaBinomialFit.Group> others = decodeNamed("otherServices", ServiceHistoryCodec::decodeGroup);
        List<PastMajorIncident> incidents = decodeList("incidents", ServiceHistoryCodec::decodeIncident);
        Map<String, OperatingExperience> technologies =
                decodeNamed("technologies", ServiceHistoryCodec::decodeExperience);
        List<Double> noticed = decodeNoticed();
        return errors.toList().isEmpty()
                ? new ServiceHistory(asOf, service, weeks, changes, others, incidents, technologies, noticed)
                : null;
    }

    private List<Double> decodeNoticed() {
        JsonNode given = fields.find("noticed");
        if (given == null) {
            return List.of();
        }
        if (!given.isArray()
                || !given.valueStream().allMatch(minutes -> JsonObjectReader.toFiniteDouble(minutes) != null)) {
            errors.add(fields.pointerTo("noticed"), "must be a list of minutes", "use noticed: [2.5, 4]");
            return List.of();
        }
        return given.valueStream().map(JsonNode::asDouble).toList();
    }

    private <T> List<T> decodeList(String field, Function<JsonObjectReader, T> reader) {
        JsonNode node = fields.find(field);
        List<T> all = new ArrayList<>();
        if (node == null) {
            return all;
        }
        if (!node.isArray()) {
            errors.add(fields.pointerTo(field), "must be a list", "use " + field + ": [{...}, ...]");
            return all;
        }
        for (int i = 0; i < node.size(); i++) {
            add(all::add, new JsonObjectReader(node.get(i), fields.pointerTo(field) + "/" + i, errors), reader);
        }
        return all;
    }

    private <T> Map<String, T> decodeNamed(String field, Function<JsonObjectReader, T> reader) {
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
            one.errors().add(one.pointer(), String.valueOf(e.getMessage()), "correct it");
        }
    }

    private static PastChange decodeChange(JsonObjectReader change) {
        change.rejectUnknownFields(Set.of("on", "kind", "outcome", "factors"));
        checkPresent(change, "outcome", "set outcome: CLEAN, FAILED or MAJOR");
        JsonObjectReader factors = change.object("factors");
        Map<String, Double> known = new LinkedHashMap<>();
        if (factors.object() != null) {
            factors.object().propertyNames().forEach(name -> known.put(name, factors.number(name, 0)));
        }
        return new PastChange(
                RiskCaseDateParser.parse(change, "on"),
                change.text("kind", "deployment"),
                change.enumValue("outcome", PastChangeResult.class, PastChangeResult.CLEAN),
                known);
    }

    private static BetaBinomialFit.Group decodeGroup(JsonObjectReader group) {
        group.rejectUnknownFields(Set.of("failed", "of"));
        checkPresent(group, "failed", "set the number of failed changes");
        checkPresent(group, "of", "set the number of changes");
        return new BetaBinomialFit.Group(group.integer("failed", 0), group.integer("of", 1));
    }

    private static PastMajorIncident decodeIncident(JsonObjectReader incident) {
        incident.rejectUnknownFields(Set.of("on", "causes", "over", "minutes"));
        JsonObjectReader minutes = incident.object("minutes");
        Map<OutagePhase, Double> lengths = new EnumMap<>(OutagePhase.class);
        minutes.rejectUnknownFields(Set.of("WHOLE", "DETECT", "IDENTIFY", "MITIGATE"));
        for (OutagePhase part : OutagePhase.values()) {
            if (minutes.find(part.name()) != null) {
                lengths.put(part, minutes.number(part.name(), 1));
            }
        }
        return new PastMajorIncident(
                RiskCaseDateParser.parse(incident, "on"),
                incident.texts("causes", List.of()),
                incident.bool("over", true),
                lengths);
    }

    private static OperatingExperience decodeExperience(JsonObjectReader technology) {
        technology.rejectUnknownFields(Set.of("hours", "incidents"));
        checkPresent(technology, "hours", "set the hours of operation, 0 if none");
        return new OperatingExperience(technology.number("hours", 0), technology.number("incidents", 0));
    }

    private static void checkPresent(JsonObjectReader fields, String field, String remedy) {
        if (fields.find(field) == null) {
            fields.errors().add(fields.pointerTo(field), "is missing", remedy);
        }
    }
}
