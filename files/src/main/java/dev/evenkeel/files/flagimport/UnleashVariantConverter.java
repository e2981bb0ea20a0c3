// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.files.json.JsonTextParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A converter of the variants of one feature and of its strategies:
/// <https://docs.getunleash.io/reference/feature-flag-variants>.
final class UnleashVariantConverter {
    private final UnleashContextMapping context;
    private final Map<String, ExportNode> payloads = new LinkedHashMap<>();

    UnleashVariantConverter(UnleashContextMapping context) {
        this.context = context;
    }

    boolean isEmpty() {
        return payloads.isEmpty();
    }

    /// Returns a name that no variant has.
    String unusedName(String wanted) {
        String name = wanted;
        while (payloads.containsKey(name)) {
            name += "_";
        }
        return name;
    }

    /// Creates the rule that picks a variant as Unleash does.
    ///
    /// @param group text hashed before the id
    /// @param stickiness stickiness of the choice
    JsonNode convertChoice(List<ExportNode> variants, String group, String stickiness) {
        variants.forEach(UnleashVariantConverter::reportVariant);
        List<JsonNode> cases = new ArrayList<>();
        List<String> names = variants.stream().map(this::uniqueName).toList();
        for (int i = 0; i < variants.size(); i++) {
            addOverrides(variants.get(i), names.get(i), cases);
        }
        List<Integer> weights =
                variants.stream().map(each -> each.number("weight", 0)).toList();
        long total = weights.stream().mapToLong(Integer::longValue).sum();
        if (total <= 0 || total > Integer.MAX_VALUE || weights.stream().anyMatch(weight -> weight < 0)) {
            variants.getFirst().reportRejected("variants", "their weights add up to " + total);
            return JsonLogicBuilder.NULL;
        }
        return JsonLogicBuilder.choose(cases, drawByWeight(names, weights, group, context.stickinessKey(stickiness)));
    }

    /// Adds the values of the flag, all of one type: payloads, or names, or both in an object.
    void addTo(ImportedFlagBuilder flag, String off, @Nullable String on) {
        Set<String> types = payloads.values().stream().map(this::payloadType).collect(Collectors.toSet());
        String type = types.size() == 1 ? types.iterator().next() : "mixed";
        List<String> without = new ArrayList<>(List.of(off));
        if (on != null) {
            without.add(on);
        }
        without.forEach(name -> flag.addVariant(name, emptyValue(type, name)));
        payloads.forEach((name, payload) -> flag.addVariant(name, payloadValue(type, name, payload)));
    }

    private JsonNode drawByWeight(List<String> names, List<Integer> weights, String group, JsonNode id) {
        int total = weights.stream().mapToInt(Integer::intValue).sum();
        List<JsonNode> cases = new ArrayList<>();
        JsonNode last = JsonLogicBuilder.NULL;
        int border = 0;
        for (int i = 0; i < names.size(); i++) {
            if (weights.get(i) > 0) {
                border += weights.get(i);
                last = JsonLogicBuilder.text(names.get(i));
                cases.add(JsonLogicBuilder.operation(
                        "<", UnleashContextMapping.variantHash(group, id, total), JsonLogicBuilder.number(border)));
                cases.add(last);
            }
        }
        // The last border is the total, which every draw is below; without an id the first variant applies.
        JsonNode first = cases.get(1);
        JsonNode byDraw = JsonLogicBuilder.choose(cases.subList(0, cases.size() - 2), last);
        return cases.size() == 2
                ? last
                : JsonLogicBuilder.choose(
                        List.of(JsonLogicBuilder.operation("===", id, JsonLogicBuilder.NULL), first), byDraw);
    }

    private void addOverrides(ExportNode variant, String name, List<JsonNode> cases) {
        for (ExportNode override : variant.elements("overrides")) {
            String field = override.text("contextName", "");
            if (field.equals("currentTime")) {
                override.reportRejected("override " + field, "comparison of the time as a string is not supported");
                continue;
            }
            cases.add(JsonLogicBuilder.in(context.toVariable(field), override.texts("values")));
            cases.add(JsonLogicBuilder.text(name));
            override.reportImported("override " + field);
        }
    }

    /// The variant's name, made unique when another variant with that name has another payload.
    private String uniqueName(ExportNode variant) {
        String wanted = variant.text("name", "");
        ExportNode payload = variant.member("payload");
        payload.readWhole();
        String name = wanted;
        while (payloads.containsKey(name) && !hasSameValue(payloads.get(name), payload)) {
            name += "_";
        }
        payloads.putIfAbsent(name, payload);
        if (!name.equals(wanted)) {
            variant.reportConverted(
                    "variant " + wanted,
                    "renamed to " + name + ": another variant with this name has a different payload");
        }
        return name;
    }

    private static void reportVariant(ExportNode variant) {
        variant.reportIgnored("the weights are kept", "weightType");
        variant.text("stickiness");
        variant.reportImported("variant " + variant.text("name", ""));
    }

    private static boolean hasSameValue(@Nullable ExportNode a, ExportNode b) {
        return a != null && a.readWhole().equals(b.readWhole());
    }

    private String payloadType(ExportNode payload) {
        String value = payload.text("value", "");
        return switch (payload.text("type", "none")) {
            case "none" -> "none";
            case "string", "csv" -> "string";
            case "number" -> parseJson(value).isNumber() ? "number" : "mixed";
            case "json" -> parseJson(value).isObject() ? "json" : "mixed";
            default -> "mixed";
        };
    }

    private static JsonNode payloadValue(String type, String name, ExportNode payload) {
        String value = payload.text("value", "");
        return switch (type) {
            case "none" -> JsonLogicBuilder.text(name);
            case "string" -> JsonLogicBuilder.text(value);
            case "number", "json" -> parseJson(value);
            default ->
                FlagExport.createObject()
                        .put("name", name)
                        .put("type", payload.text("type", ""))
                        .put("value", value);
        };
    }

    private static JsonNode emptyValue(String type, String name) {
        return switch (type) {
            case "none" -> JsonLogicBuilder.text(name);
            case "string" -> JsonLogicBuilder.text("");
            case "number" -> JsonLogicBuilder.number(0);
            default -> FlagExport.createObject();
        };
    }

    private static JsonNode parseJson(String text) {
        try {
            return JsonTextParser.STRICT.readTree(text);
        } catch (JacksonException e) {
            return JsonLogicBuilder.NULL;
        }
    }
}
