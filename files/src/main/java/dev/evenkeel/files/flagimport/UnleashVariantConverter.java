// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The variants of one feature and of its strategies:
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

    /// A name that no variant has.
    String free(String wanted) {
        String name = wanted;
        while (payloads.containsKey(name)) {
            name += "_";
        }
        return name;
    }

    /// The rule that picks one of some variants as Unleash does.
    ///
    /// @param group what is hashed before the id
    /// @param stickiness what the choice holds on to
    JsonNode pick(List<ExportNode> variants, String group, String stickiness) {
        variants.forEach(UnleashVariantConverter::account);
        List<JsonNode> cases = new ArrayList<>();
        List<String> names = variants.stream().map(this::name).toList();
        for (int i = 0; i < variants.size(); i++) {
            overrides(variants.get(i), names.get(i), cases);
        }
        List<Integer> weights =
                variants.stream().map(each -> each.number("weight", 0)).toList();
        long total = weights.stream().mapToLong(Integer::longValue).sum();
        if (total <= 0 || total > Integer.MAX_VALUE || weights.stream().anyMatch(weight -> weight < 0)) {
            variants.getFirst().refused("variants", "their weights sum to " + total);
            return JsonLogicBuilder.NULL;
        }
        return JsonLogicBuilder.choose(cases, drawn(names, weights, group, context.id(stickiness)));
    }

    /// Values for the flag, of one type: payloads, or names, or both in an object.
    void addTo(ImportedFlagBuilder flag, String off, @Nullable String on) {
        Set<String> types = payloads.values().stream().map(this::type).collect(Collectors.toSet());
        String type = types.size() == 1 ? types.iterator().next() : "mixed";
        List<String> without = new ArrayList<>(List.of(off));
        if (on != null) {
            without.add(on);
        }
        without.forEach(name -> flag.variant(name, nothing(type, name)));
        payloads.forEach((name, payload) -> flag.variant(name, value(type, name, payload)));
    }

    private JsonNode drawn(List<String> names, List<Integer> weights, String group, JsonNode id) {
        int total = weights.stream().mapToInt(Integer::intValue).sum();
        List<JsonNode> cases = new ArrayList<>();
        JsonNode last = JsonLogicBuilder.NULL;
        int border = 0;
        for (int i = 0; i < names.size(); i++) {
            if (weights.get(i) > 0) {
                border += weights.get(i);
                last = JsonLogicBuilder.text(names.get(i));
                cases.add(JsonLogicBuilder.operation(
                        "<", UnleashContextMapping.variantDraw(group, id, total), JsonLogicBuilder.number(border)));
                cases.add(last);
            }
        }
        // the last border is the total, which every draw is below; without an id the first variant stands in
        JsonNode first = cases.get(1);
        JsonNode byDraw = JsonLogicBuilder.choose(cases.subList(0, cases.size() - 2), last);
        return cases.size() == 2
                ? last
                : JsonLogicBuilder.choose(
                        List.of(JsonLogicBuilder.operation("===", id, JsonLogicBuilder.NULL), first), byDraw);
    }

    private void overrides(ExportNode variant, String name, List<JsonNode> cases) {
        for (ExportNode override : variant.elements("overrides")) {
            String field = override.text("contextName", "");
            if (field.equals("currentTime")) {
                override.refused("override " + field, "a rule cannot ask for a time as a text");
                continue;
            }
            cases.add(JsonLogicBuilder.in(context.field(field), override.texts("values")));
            cases.add(JsonLogicBuilder.text(name));
            override.taken("override " + field);
        }
    }

    /// The variant's name, made its own when another variant of that name has another payload.
    private String name(ExportNode variant) {
        String wanted = variant.text("name", "");
        ExportNode payload = variant.member("payload");
        payload.whole();
        String name = wanted;
        while (payloads.containsKey(name) && !sameValue(payloads.get(name), payload)) {
            name += "_";
        }
        payloads.putIfAbsent(name, payload);
        if (!name.equals(wanted)) {
            variant.changed(
                    "variant " + wanted, "is called " + name + ": another one of that name has another payload");
        }
        return name;
    }

    private static void account(ExportNode variant) {
        variant.leaveOut("the weights themselves are kept", "weightType");
        variant.text("stickiness");
        variant.taken("variant " + variant.text("name", ""));
    }

    private static boolean sameValue(@Nullable ExportNode a, ExportNode b) {
        return a != null && a.whole().equals(b.whole());
    }

    private String type(ExportNode payload) {
        String value = payload.text("value", "");
        return switch (payload.text("type", "none")) {
            case "none" -> "none";
            case "string", "csv" -> "string";
            case "number" -> json(value).isNumber() ? "number" : "mixed";
            case "json" -> json(value).isObject() ? "json" : "mixed";
            default -> "mixed";
        };
    }

    private static JsonNode value(String type, String name, ExportNode payload) {
        String value = payload.text("value", "");
        return switch (type) {
            case "none" -> JsonLogicBuilder.text(name);
            case "string" -> JsonLogicBuilder.text(value);
            case "number", "json" -> json(value);
            default ->
                FlagExport.object()
                        .put("name", name)
                        .put("type", payload.text("type", ""))
                        .put("value", value);
        };
    }

    private static JsonNode nothing(String type, String name) {
        return switch (type) {
            case "none" -> JsonLogicBuilder.text(name);
            case "string" -> JsonLogicBuilder.text("");
            case "number" -> JsonLogicBuilder.number(0);
            default -> FlagExport.object();
        };
    }

    private static JsonNode json(String text) {
        try {
            return FlagExport.json().readTree(text);
        } catch (JacksonException e) {
            return JsonLogicBuilder.NULL;
        }
    }
}
